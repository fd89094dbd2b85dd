// The portal's resources as its OpenAPI document describes them. Written by `npm run practice -- contract`; not by hand.

/** Keyed by method and path; `answer` is the JSON of the good answers, undefined where there is none. */
export interface PortalResources {
  /** The first page */
  'GET /': {
    body: undefined
    answer: undefined
  }
  /** Metadata of its authorization server (RFC 8414) */
  'GET /.well-known/oauth-authorization-server/issuer': {
    body: undefined
    answer: { readonly "issuer": string; readonly "token_endpoint": string }
  }
  /** Metadata of the issuer, plain or signed (OpenID4VCI 1.0 12.2) */
  'GET /.well-known/openid-credential-issuer/issuer': {
    body: undefined
    answer: { readonly "credential_issuer": string }
  }
  /** Send an application; the same request_id again gives the same receipt */
  'POST /api/applications/v1': {
    body: { readonly "request_id": string; readonly "procedure": string; readonly "on_behalf"?: { readonly "name": string; readonly "birth_date": string }; readonly "form": Readonly<Record<string, unknown>>; readonly "attachments"?: readonly ({ readonly "id": string; readonly "name": string; readonly "media": string; readonly "content": string })[]; readonly "signature"?: { readonly "certificate": string; readonly "signature": string } }
    answer: { readonly "receipt_no": string; readonly "arrival_no"?: string; readonly "procedure": string; readonly "title": string; readonly "applicant": { readonly "name": string; readonly "me": boolean }; readonly "actor": { readonly "name": string; readonly "me": boolean }; readonly "standing": "self" | "legal" | "appointed" | "family" | "officer"; readonly "submitted_at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "history": readonly ({ readonly "at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "note"?: string })[]; readonly "form": Readonly<Record<string, unknown>>; readonly "fields"?: readonly ({ readonly "pointer": string; readonly "message": string })[]; readonly "fee"?: { readonly "amount": number; readonly "payment_number": string; readonly "confirmation_number": string; readonly "due_on": string; readonly "paid_at"?: string }; readonly "follow_ups"?: readonly ({ readonly "title": string; readonly "who": string; readonly "basis": string; readonly "procedure"?: string; readonly "due_on"?: string })[]; readonly "documents": number; readonly "correctable": boolean; readonly "withdrawable": boolean }
  }
  /** Applications that concern the person or that they sent, newest first */
  'GET /api/applications/v1': {
    body: undefined
    answer: readonly ({ readonly "receipt_no": string; readonly "arrival_no"?: string; readonly "procedure": string; readonly "title": string; readonly "applicant": { readonly "name": string; readonly "me": boolean }; readonly "actor": { readonly "name": string; readonly "me": boolean }; readonly "standing": "self" | "legal" | "appointed" | "family" | "officer"; readonly "submitted_at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "history": readonly ({ readonly "at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "note"?: string })[]; readonly "form": Readonly<Record<string, unknown>>; readonly "fields"?: readonly ({ readonly "pointer": string; readonly "message": string })[]; readonly "fee"?: { readonly "amount": number; readonly "payment_number": string; readonly "confirmation_number": string; readonly "due_on": string; readonly "paid_at"?: string }; readonly "follow_ups"?: readonly ({ readonly "title": string; readonly "who": string; readonly "basis": string; readonly "procedure"?: string; readonly "due_on"?: string })[]; readonly "documents": number; readonly "correctable": boolean; readonly "withdrawable": boolean })[]
  }
  /** One application with its history */
  'GET /api/applications/v1/{no}': {
    body: undefined
    answer: { readonly "receipt_no": string; readonly "arrival_no"?: string; readonly "procedure": string; readonly "title": string; readonly "applicant": { readonly "name": string; readonly "me": boolean }; readonly "actor": { readonly "name": string; readonly "me": boolean }; readonly "standing": "self" | "legal" | "appointed" | "family" | "officer"; readonly "submitted_at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "history": readonly ({ readonly "at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "note"?: string })[]; readonly "form": Readonly<Record<string, unknown>>; readonly "fields"?: readonly ({ readonly "pointer": string; readonly "message": string })[]; readonly "fee"?: { readonly "amount": number; readonly "payment_number": string; readonly "confirmation_number": string; readonly "due_on": string; readonly "paid_at"?: string }; readonly "follow_ups"?: readonly ({ readonly "title": string; readonly "who": string; readonly "basis": string; readonly "procedure"?: string; readonly "due_on"?: string })[]; readonly "documents": number; readonly "correctable": boolean; readonly "withdrawable": boolean }
  }
  /** Correct what was sent back, or withdraw */
  'PATCH /api/applications/v1/{no}': {
    body: { readonly "action": "withdraw" } | { readonly "action": "correct"; readonly "request_id": string; readonly "form": Readonly<Record<string, unknown>>; readonly "attachments"?: readonly ({ readonly "id": string; readonly "name": string; readonly "media": string; readonly "content": string })[]; readonly "signature"?: { readonly "certificate": string; readonly "signature": string } }
    answer: { readonly "receipt_no": string; readonly "arrival_no"?: string; readonly "procedure": string; readonly "title": string; readonly "applicant": { readonly "name": string; readonly "me": boolean }; readonly "actor": { readonly "name": string; readonly "me": boolean }; readonly "standing": "self" | "legal" | "appointed" | "family" | "officer"; readonly "submitted_at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "history": readonly ({ readonly "at": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "label": string; readonly "note"?: string })[]; readonly "form": Readonly<Record<string, unknown>>; readonly "fields"?: readonly ({ readonly "pointer": string; readonly "message": string })[]; readonly "fee"?: { readonly "amount": number; readonly "payment_number": string; readonly "confirmation_number": string; readonly "due_on": string; readonly "paid_at"?: string }; readonly "follow_ups"?: readonly ({ readonly "title": string; readonly "who": string; readonly "basis": string; readonly "procedure"?: string; readonly "due_on"?: string })[]; readonly "documents": number; readonly "correctable": boolean; readonly "withdrawable": boolean }
  }
  /** Official documents of an application (公文書) */
  'GET /api/applications/v1/{no}/documents': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "name": string; readonly "media": string; readonly "size": number; readonly "sha256": string; readonly "issued_at": string })[]
  }
  /** One official document */
  'GET /api/applications/v1/{no}/documents/{id}': {
    body: undefined
    answer: undefined
  }
  /** Enrol it with what the card signed */
  'POST /api/devices/v1': {
    body: { readonly "enrolment_id": string; readonly "name": string; readonly "jwk": { readonly "kty": "EC"; readonly "crv": "P-256"; readonly "x": string; readonly "y": string; readonly "d"?: unknown }; readonly "key_proof": string; readonly "signature": string; readonly "certificate": string }
    answer: { readonly "id": string; readonly "name": string; readonly "enrolled_at": string; readonly "ends_at": string; readonly "used_at"?: string; readonly "state": "active" | "revoked" | "certificate_expired" | "certificate_revoked" | "certificate_replaced"; readonly "this_one": boolean }
  }
  /** Enrolled devices, newest first, with those that ended */
  'GET /api/devices/v1': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "name": string; readonly "enrolled_at": string; readonly "ends_at": string; readonly "used_at"?: string; readonly "state": "active" | "revoked" | "certificate_expired" | "certificate_revoked" | "certificate_replaced"; readonly "this_one": boolean })[]
  }
  /** Begin to enrol this PC; needs a session that the card began */
  'POST /api/devices/v1/challenge': {
    body: undefined
    answer: { readonly "enrolment_id": string; readonly "nonce": string; readonly "origin": string; readonly "expires_in": number }
  }
  /** End the enrolment of a device, and its sessions with it */
  'DELETE /api/devices/v1/{id}': {
    body: undefined
    answer: undefined
  }
  /** やりとり履歴, newest first */
  'GET /api/history/v1': {
    body: undefined
    answer: readonly ({ readonly "at": string; readonly "event": string; readonly "party"?: string; readonly "scope"?: string })[]
  }
  /** 医療保険の資格情報 */
  'GET /api/insurance/v1/qualification': {
    body: undefined
    answer: readonly ({ readonly "InsuredCardClassification": "01"; readonly "InsurerNumber": string; readonly "InsurerName": string; readonly "InsuredCardSymbol"?: string; readonly "InsuredIdentificationNumber": string; readonly "InsuredBranchNumber": string; readonly "PersonalFamilyClassification": "1" | "2"; readonly "InsuredName": string; readonly "Name": string; readonly "NameKana": string; readonly "Sex1": string; readonly "Birthdate": string; readonly "QualificationDate": string; readonly "InsuredCertificateIssuanceDate": string; readonly "InsuredCardValidDate": string; readonly "InsuredCardExpirationDate": string; readonly "InsuredPartialContributionRatio": string; readonly "PreschoolClassification"?: "1"; readonly "LimitClassificationFlag"?: string; readonly "QualificationValidity": "1" | "2"; readonly "registered": boolean })[]
  }
  /** 運転免許の情報, its kinds in Japanese words and as ISO lists them */
  'GET /api/licence/v1': {
    body: undefined
    answer: { readonly "number": string; readonly "authority": string; readonly "colour": string; readonly "kinds": readonly ({ readonly "kind": string; readonly "limits": readonly (string)[]; readonly "held_since": string })[]; readonly "conditions": readonly (string)[]; readonly "issued_on": string; readonly "expires_on": string; readonly "held_as": "myNumberCard" | "licenceCard" | "both"; readonly "driving_privileges": readonly (Readonly<Record<string, unknown>>)[] }
  }
  /** Partners that the person linked */
  'GET /api/links/v1': {
    body: undefined
    answer: readonly ({ readonly "partner": "etax" | "nenkin"; readonly "name": { readonly "ja": string; readonly "en": string }; readonly "subject": string; readonly "scopes": readonly (string)[]; readonly "linked_at": string; readonly "used_at"?: string })[]
  }
  /** Link the account of a partner */
  'POST /api/links/v1/{partner}': {
    body: undefined
    answer: { readonly "partner": "etax" | "nenkin"; readonly "name": { readonly "ja": string; readonly "en": string }; readonly "subject": string; readonly "scopes": readonly (string)[]; readonly "linked_at": string; readonly "used_at"?: string }
  }
  /** End the link to a partner */
  'DELETE /api/links/v1/{partner}': {
    body: undefined
    answer: undefined
  }
  /** What the partner has for the person */
  'GET /api/links/v1/{partner}/documents': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "name": string; readonly "media": string; readonly "size": number })[]
  }
  /** One document of the partner */
  'GET /api/links/v1/{partner}/documents/{id}': {
    body: undefined
    answer: undefined
  }
  /** An address at the partner that a browser opens logged in; once, within a minute */
  'POST /api/links/v1/{partner}/sign-on': {
    body: undefined
    answer: { readonly "url": string; readonly "expires_in": number }
  }
  /** Begin a log-in by card */
  'POST /api/login/card/challenge': {
    body: { readonly "code_challenge": string; readonly "code_challenge_method": "S256" }
    answer: { readonly "login_id": string; readonly "nonce": string; readonly "origin": string; readonly "expires_in": number }
  }
  /** Finish it with what the authentication key signed */
  'POST /api/login/card/verify': {
    body: { readonly "login_id": string; readonly "signature": string; readonly "certificate": string }
    answer: { readonly "code": string }
  }
  /** Begin a log-in by phone, bound to the key of the DPoP proof */
  'POST /api/login/qr': {
    body: { readonly "code_challenge": string; readonly "code_challenge_method": "S256"; readonly "pc_name": string }
    answer: { readonly "login_id": string; readonly "qr_url": string; readonly "expires_in": number; readonly "interval": number }
  }
  /** Ask how far the phone is, or hand in the code that it shows */
  'POST /api/login/qr/{id}/poll': {
    body: { readonly "code"?: string }
    answer: { readonly "code": string } | { readonly "state": "waiting" | "scanned" | "confirmed" }
  }
  /** End the session */
  'POST /api/logout': {
    body: undefined
    answer: undefined
  }
  /** Register it with what both cards signed */
  'POST /api/mandates/v1': {
    body: { readonly "registration_id": string; readonly "terms": { readonly "kind": "legal" | "appointed"; readonly "scopes": readonly ("applications" | "selfinfo" | "insurance" | "notices" | "documents")[]; readonly "valid_from": string; readonly "valid_to": string }; readonly "principal": { readonly "certificate": string; readonly "signature": string }; readonly "agent": { readonly "certificate": string; readonly "signature": string } }
    answer: { readonly "id": string; readonly "terms": { readonly "kind": "legal" | "appointed"; readonly "scopes": readonly ("applications" | "selfinfo" | "insurance" | "notices" | "documents")[]; readonly "valid_from": string; readonly "valid_to": string }; readonly "principal": { readonly "name": string; readonly "me": boolean }; readonly "agent": { readonly "name": string; readonly "me": boolean }; readonly "registered_at": string; readonly "state": "active" | "not_yet" | "over" | "ended" | "come_of_age"; readonly "ended_at"?: string }
  }
  /** Mandates that the person gave and has, with those that ended */
  'GET /api/mandates/v1': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "terms": { readonly "kind": "legal" | "appointed"; readonly "scopes": readonly ("applications" | "selfinfo" | "insurance" | "notices" | "documents")[]; readonly "valid_from": string; readonly "valid_to": string }; readonly "principal": { readonly "name": string; readonly "me": boolean }; readonly "agent": { readonly "name": string; readonly "me": boolean }; readonly "registered_at": string; readonly "state": "active" | "not_yet" | "over" | "ended" | "come_of_age"; readonly "ended_at"?: string })[]
  }
  /** Begin to register a mandate */
  'POST /api/mandates/v1/challenge': {
    body: undefined
    answer: { readonly "registration_id": string; readonly "nonce": string; readonly "origin": string; readonly "expires_in": number }
  }
  /** End a mandate; either side may */
  'DELETE /api/mandates/v1/{id}': {
    body: undefined
    answer: undefined
  }
  /** 特定健診 of each year, HL7 CDA without a signature */
  'GET /api/medical/v1/checkups': {
    body: undefined
    answer: undefined
  }
  /** 薬剤情報 of the last months, XML without a signature */
  'GET /api/medical/v1/drugs': {
    body: undefined
    answer: undefined
  }
  /** Vaccination as a SMART Health Card */
  'GET /api/medical/v1/vaccination': {
    body: undefined
    answer: { readonly "verifiableCredential": readonly (string)[]; readonly "numeric": string }
  }
  /** お知らせ, newest first */
  'GET /api/notices/v1': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "at": string; readonly "from": string; readonly "title": string; readonly "body": string; readonly "related_receipt_no"?: string; readonly "read_at"?: string })[]
  }
  /** Mark a notice as read */
  'POST /api/notices/v1/{id}/read': {
    body: undefined
    answer: undefined
  }
  /** Credentials that wait for the person (OpenID4VCI 1.0 4.1 links) */
  'GET /api/offers/v1': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "name": { readonly "ja": string; readonly "en": string }; readonly "issuer": string; readonly "offer": string })[]
  }
  /** What the person has to pay and has paid: taxes and fees */
  'GET /api/payments/v1': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "kind": "tax" | "fee"; readonly "title": string; readonly "amount": number; readonly "due_on": string; readonly "paid_at"?: string; readonly "related_receipt_no"?: string; readonly "el_number"?: { readonly "agency": string; readonly "payment_number": string; readonly "confirmation_number": string; readonly "division": string }; readonly "payment_number"?: string; readonly "confirmation_number"?: string })[]
  }
  /** Pay by eL-number, or by 納付番号 and 確認番号 */
  'POST /api/payments/v1': {
    body: { readonly "el_number": { readonly "agency": string; readonly "payment_number": string; readonly "confirmation_number": string; readonly "division": string } } | { readonly "payment_number": string; readonly "confirmation_number": string }
    answer: { readonly "payment_id": string; readonly "title": string; readonly "amount": number; readonly "paid_at": string; readonly "receipt_issued": false }
  }
  /** What is to be paid under these numbers, looked at before it is paid */
  'POST /api/payments/v1/inquiry': {
    body: { readonly "el_number": { readonly "agency": string; readonly "payment_number": string; readonly "confirmation_number": string; readonly "division": string } } | { readonly "payment_number": string; readonly "confirmation_number": string }
    answer: { readonly "id": string; readonly "kind": "tax" | "fee"; readonly "title": string; readonly "amount": number; readonly "due_on": string; readonly "paid_at"?: string; readonly "related_receipt_no"?: string; readonly "el_number"?: { readonly "agency": string; readonly "payment_number": string; readonly "confirmation_number": string; readonly "division": string }; readonly "payment_number"?: string; readonly "confirmation_number"?: string }
  }
  /** Search procedures by municipality, life event, kind of person and words */
  'GET /api/procedures/v1': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "title": string; readonly "organisation": string; readonly "summary": string; readonly "content": string; readonly "law"?: string; readonly "life_events": readonly ("birth" | "move" | "school" | "work" | "care" | "retirement" | "death" | "travel" | "tax")[]; readonly "person_kinds": readonly ("adult" | "child" | "parent" | "elderly" | "household_head" | "employer")[]; readonly "municipalities": readonly (string)[]; readonly "keywords": readonly (string)[]; readonly "fee": string; readonly "contact": string; readonly "updated_at": string; readonly "online": boolean })[]
  }
  /** One procedure with its form and all that must be ready */
  'GET /api/procedures/v1/{id}': {
    body: undefined
    answer: { readonly "id": string; readonly "title": string; readonly "organisation": string; readonly "summary": string; readonly "content": string; readonly "law"?: string; readonly "life_events": readonly ("birth" | "move" | "school" | "work" | "care" | "retirement" | "death" | "travel" | "tax")[]; readonly "person_kinds": readonly ("adult" | "child" | "parent" | "elderly" | "household_head" | "employer")[]; readonly "municipalities": readonly (string)[]; readonly "keywords": readonly (string)[]; readonly "fee": string; readonly "contact": string; readonly "updated_at": string; readonly "online": boolean; readonly "preparation"?: { readonly "signature": "none" | "user" | "sign"; readonly "certificates": readonly ({ readonly "use": "authentication" | "signature"; readonly "pin": string })[]; readonly "eligible_applicants": readonly ({ readonly "standing": "self" | "legal" | "appointed" | "family" | "officer"; readonly "note": string })[]; readonly "attachments": readonly ({ readonly "id": string; readonly "title": string; readonly "required": boolean; readonly "media": readonly (string)[]; readonly "max_bytes": number; readonly "credentials": readonly ({ readonly "format": "dc+sd-jwt" | "mso_mdoc"; readonly "type": string; readonly "required": readonly (string)[]; readonly "optional": readonly (string)[] })[] })[]; readonly "minutes": number; readonly "taps": number; readonly "form": Readonly<Record<string, unknown>> } }
  }
  /** The registered 公金受取口座 */
  'GET /api/public-account/v1': {
    body: undefined
    answer: { readonly "bank_code": string; readonly "branch_code": string; readonly "kind": "普通" | "当座" | "通常貯金"; readonly "number": string; readonly "holder_kana": string; readonly "registered_at": string }
  }
  /** デジタル資格者証 as PDF with a QR code */
  'GET /api/qualifications/v1/certificate': {
    body: undefined
    answer: undefined
  }
  /** Requests of verifiers that wait for the person (OpenID4VP 1.0 links) */
  'GET /api/requests/v1': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "verifier": string; readonly "purpose": string; readonly "request": string })[]
  }
  /** Requests for self-information, newest first */
  'GET /api/selfinfo/v1': {
    body: undefined
    answer: readonly ({ readonly "process_id": string; readonly "status": "PENDING" | "NEED_TO_VERIFY_USER" | "SUCCESS" | "ERROR" | "EXPIRED"; readonly "error_reason"?: "access_denied" | "user_mismatch" | "no_data" | "not_supported_by_municipality" | "temporarily_unavailable"; readonly "purpose": string; readonly "items": readonly (string)[]; readonly "requested_at": string; readonly "selfPersonalData"?: readonly ({ readonly "itemId": string; readonly "name": string; readonly "agency": string; readonly "asOf": string; readonly "fields": readonly ({ readonly "code": string; readonly "label": string; readonly "value": string })[] })[]; readonly "missing"?: readonly ({ readonly "itemId": string; readonly "name": string; readonly "reason": "no_data" | "temporarily_unavailable" })[] })[]
  }
  /** Items of self-information that can be asked for */
  'GET /api/selfinfo/v1/items': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "name": string; readonly "agency": string })[]
  }
  /** Ask for self-information; the person consents on a page */
  'POST /api/selfinfo/v1/request': {
    body: { readonly "items": readonly (string)[]; readonly "condition": { readonly "type": "latest" } | { readonly "type": "range"; readonly "from": string; readonly "to": string }; readonly "purpose": string }
    answer: { readonly "process_id": string; readonly "consent_url": string; readonly "expires_in": number }
  }
  /** How far a request is, and its result */
  'POST /api/selfinfo/v1/result': {
    body: { readonly "process_id": string }
    answer: { readonly "process_id": string; readonly "status": "PENDING" | "NEED_TO_VERIFY_USER" | "SUCCESS" | "ERROR" | "EXPIRED"; readonly "error_reason"?: "access_denied" | "user_mismatch" | "no_data" | "not_supported_by_municipality" | "temporarily_unavailable"; readonly "purpose": string; readonly "items": readonly (string)[]; readonly "requested_at": string; readonly "selfPersonalData"?: readonly ({ readonly "itemId": string; readonly "name": string; readonly "agency": string; readonly "asOf": string; readonly "fields": readonly ({ readonly "code": string; readonly "label": string; readonly "value": string })[] })[]; readonly "missing"?: readonly ({ readonly "itemId": string; readonly "name": string; readonly "reason": "no_data" | "temporarily_unavailable" })[] }
  }
  /** Compare who consented with the drawer’s owner */
  'POST /api/selfinfo/v1/verify': {
    body: { readonly "process_id": string; readonly "name": string; readonly "birth_date": string; readonly "sex": "1" | "2"; readonly "address": string }
    answer: { readonly "process_id": string; readonly "status": "PENDING" | "NEED_TO_VERIFY_USER" | "SUCCESS" | "ERROR" | "EXPIRED"; readonly "error_reason"?: "access_denied" | "user_mismatch" | "no_data" | "not_supported_by_municipality" | "temporarily_unavailable"; readonly "purpose": string; readonly "items": readonly (string)[]; readonly "requested_at": string; readonly "selfPersonalData"?: readonly ({ readonly "itemId": string; readonly "name": string; readonly "agency": string; readonly "asOf": string; readonly "fields": readonly ({ readonly "code": string; readonly "label": string; readonly "value": string })[] })[]; readonly "missing"?: readonly ({ readonly "itemId": string; readonly "name": string; readonly "reason": "no_data" | "temporarily_unavailable" })[] }
  }
  /** The consent page of a request for self-information */
  'GET /consent/{secret}': {
    body: undefined
    answer: undefined
  }
  /** The person agrees with the practice card, or refuses */
  'POST /consent/{secret}': {
    body: { readonly "page": string; readonly "answer": "yes" | "no"; readonly "person": string; readonly "pin"?: string }
    answer: undefined
  }
  /** Credentials for the keys that were proved (OpenID4VCI 1.0 8) */
  'POST /issuer/credential': {
    body: { readonly "credential_configuration_id"?: string; readonly "credential_identifier"?: string; readonly "proofs": { readonly "jwt": readonly (string)[] } }
    answer: { readonly "credentials": readonly ({ readonly "credential": string })[]; readonly "notification_id": string }
  }
  /** A nonce for a key proof (OpenID4VCI 1.0 7) */
  'POST /issuer/nonce': {
    body: undefined
    answer: { readonly "c_nonce": string }
  }
  /** What became of a credential (OpenID4VCI 1.0 11) */
  'POST /issuer/notification': {
    body: { readonly "notification_id": string; readonly "event": "credential_accepted" | "credential_failure" | "credential_deleted"; readonly "event_description"?: string }
    answer: undefined
  }
  /** A credential offer by reference (OpenID4VCI 1.0 4.1.3) */
  'GET /issuer/offers/{id}': {
    body: undefined
    answer: { readonly "credential_issuer": string; readonly "credential_configuration_ids": readonly (string)[]; readonly "grants": Readonly<Record<string, unknown>> }
  }
  /** Which credentials are withdrawn or suspended (Token Status List 5) */
  'GET /issuer/status/1': {
    body: undefined
    answer: undefined
  }
  /** A pre-authorized code becomes an access token (OpenID4VCI 1.0 6) */
  'POST /issuer/token': {
    body: { readonly "grant_type": string; readonly "pre-authorized_code"?: string; readonly "tx_code"?: string }
    answer: { readonly "access_token": string; readonly "token_type": "Bearer"; readonly "expires_in": number }
  }
  /** Revoked authentication certificates of the practice JPKI (RFC 5280 5), DER */
  'GET /jpki/authentication.crl': {
    body: undefined
    answer: undefined
  }
  /** Revoked signing certificates of the practice JPKI (RFC 5280 5), DER */
  'GET /jpki/signature.crl': {
    body: undefined
    answer: undefined
  }
  /** This document */
  'GET /openapi.json': {
    body: undefined
    answer: { readonly "openapi": string }
  }
  /** The partner double’s own page, entered by single sign-on */
  'GET /partners/{partner}/enter/{ticket}': {
    body: undefined
    answer: undefined
  }
  /** The page behind the QR code; opens once */
  'GET /phone/{secret}': {
    body: undefined
    answer: undefined
  }
  /** The person confirms or refuses on the phone */
  'POST /phone/{secret}/answer': {
    body: { readonly "page": string; readonly "answer": "yes" | "no" }
    answer: undefined
  }
  /** The practice card is held to the phone */
  'POST /phone/{secret}/card': {
    body: { readonly "page": string; readonly "person": string; readonly "pin": string }
    answer: undefined
  }
  /** The office’s hand: put an application into a state */
  'POST /practice/applications/{no}': {
    body: { readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn"; readonly "note"?: string; readonly "fields"?: readonly ({ readonly "pointer": string; readonly "message": string })[] }
    answer: { readonly "receipt_no": string; readonly "status": "sent" | "arrived" | "reviewing" | "payment_wait" | "returned" | "completed" | "rejected" | "withdrawn" }
  }
  /** The portal has kept it for long enough: the application goes, with its documents and notices */
  'DELETE /practice/applications/{no}': {
    body: undefined
    answer: undefined
  }
  /** The portal ends the enrolment of a device */
  'DELETE /practice/devices/{id}': {
    body: undefined
    answer: undefined
  }
  /** Make something go wrong */
  'POST /practice/faults': {
    body: { readonly "kind": "delay" | "maintenance" | "outage" | "rate_limited" | "oversized" | "endless" | "garbled" | "redirect" | "wrong_origin" | "wrong_nonce" | "cert_revoked" | "bad_revocation_list" | "session_expired" | "wrong_issuer" | "bad_id_token" | "id_token_other_nonce" | "id_token_other_issuer" | "id_token_other_audience" | "not_supported_by_municipality" | "payment_declined" | "lost_answer" | "signing_cert_revoked" | "outside_service_hours" | "no_data" | "partial" | "not_connected" | "agency_outage" | "bad_metadata_signature" | "metadata_other_ca" | "metadata_other_issuer" | "stale_proof_nonce" | "bad_credential" | "credential_other_ca" | "credential_other_key" | "credential_expired" | "expired_offer" | "bad_status_list" | "bad_request_signature" | "request_other_ca" | "request_other_client" | "over_asking" | "unregistered" | "replayed_nonce" | "expired_request" | "wrong_wallet_nonce" | "other_ca"; readonly "times"?: number; readonly "where"?: string; readonly "ms"?: number; readonly "retry_after"?: number; readonly "person"?: string }
    answer: { readonly "active": readonly ({ readonly "kind": string })[] }
  }
  /** What goes wrong now, and what could */
  'GET /practice/faults': {
    body: undefined
    answer: { readonly "active": readonly ({ readonly "kind": string })[]; readonly "kinds": readonly (string)[] }
  }
  /** Put an end to it */
  'DELETE /practice/faults': {
    body: undefined
    answer: undefined
  }
  /** What was issued to whom */
  'GET /practice/issued': {
    body: undefined
    answer: readonly ({ readonly "id": string; readonly "person": string; readonly "credential": string })[]
  }
  /** Offer a credential to a person */
  'POST /practice/offers': {
    body: { readonly "person": string; readonly "credential": "health-insurance" | "licence"; readonly "tx_code"?: boolean; readonly "expires_in"?: number; readonly "by"?: "reference" | "value" }
    answer: { readonly "id": string; readonly "offer": string; readonly "tx_code"?: string }
  }
  /** Register an operator’s key; from then on nobody gets tokens in its name without it */
  'POST /practice/operators': {
    body: { readonly "jwk": { readonly "kty": "EC"; readonly "crv": "P-256"; readonly "x": string; readonly "y": string; readonly "d"?: unknown } }
    answer: { readonly "client_id": string }
  }
  /** Give a person a new authentication certificate; the old one is revoked */
  'POST /practice/renew': {
    body: { readonly "person": string }
    answer: { readonly "certificate": string }
  }
  /** Ask for a presentation */
  'POST /practice/requests': {
    body: { readonly "dcql_query"?: {  }; readonly "purpose"?: string; readonly "verifier"?: "portal" | "clinic" | "rental"; readonly "person"?: string; readonly "response_mode"?: "direct_post.jwt" | "direct_post"; readonly "request_uri_method"?: "get" | "post"; readonly "expires_in"?: number }
    answer: { readonly "id": string; readonly "request": string }
  }
  /** What became of it; values are shown, because everybody here is made up */
  'GET /practice/requests/{id}': {
    body: undefined
    answer: { readonly "id": string; readonly "verifier": string; readonly "state": string; readonly "verified": boolean }
  }
  /** Withdraw, suspend or restore credentials */
  'POST /practice/status': {
    body: { readonly "id": string; readonly "state": "valid" | "invalid" | "suspended" } | { readonly "person": string; readonly "credential": "health-insurance" | "licence"; readonly "state": "valid" | "invalid" | "suspended" }
    answer: { readonly "changed": number }
  }
  /** The page that a デジタル資格者証’s QR code leads to */
  'GET /qualifications/check': {
    body: undefined
    answer: undefined
  }
  /** Metadata of the log-in (RFC 8414, OpenID Connect Discovery 3) */
  'GET /realms/main/.well-known/openid-configuration': {
    body: undefined
    answer: { readonly "issuer": string; readonly "token_endpoint": string }
  }
  /** Authorize a pushed request: back to redirect_uri with a code (RFC 6749 4.1.2, RFC 9207) */
  'GET /realms/main/protocol/openid-connect/auth': {
    body: undefined
    answer: undefined
  }
  /** The keys that ID tokens are signed with (RFC 7517 5) */
  'GET /realms/main/protocol/openid-connect/certs': {
    body: undefined
    answer: { readonly "keys": readonly ({ readonly "kid": string })[] }
  }
  /** Push an authorization request of an enrolled device (RFC 9126 2) */
  'POST /realms/main/protocol/openid-connect/ext/par/request': {
    body: { readonly "client_id"?: string; readonly "client_assertion_type"?: string; readonly "client_assertion"?: string; readonly "response_type": string; readonly "redirect_uri": string; readonly "scope": string; readonly "state": string; readonly "nonce": string; readonly "code_challenge": string; readonly "code_challenge_method": string }
    answer: { readonly "request_uri": string; readonly "expires_in": number }
  }
  /** End the session that a token belongs to (RFC 7009 2) */
  'POST /realms/main/protocol/openid-connect/revoke': {
    body: { readonly "token": string; readonly "token_type_hint"?: string }
    answer: undefined
  }
  /** A code or a refresh token becomes tokens (RFC 6749 4.1.3, 6) */
  'POST /realms/main/protocol/openid-connect/token': {
    body: { readonly "client_id"?: string; readonly "client_assertion_type"?: string; readonly "client_assertion"?: string; readonly "grant_type": string; readonly "code"?: string; readonly "code_verifier"?: string; readonly "redirect_uri"?: string; readonly "refresh_token"?: string }
    answer: { readonly "access_token": string; readonly "token_type": "Bearer" | "DPoP"; readonly "expires_in": number; readonly "refresh_token": string; readonly "id_token"?: string; readonly "session_idle_seconds": number }
  }
  /** Who is logged in */
  'GET /realms/main/protocol/openid-connect/userinfo': {
    body: undefined
    answer: { readonly "sub": string; readonly "name": string }
  }
  /** The original that a 納税証明書’s QR code leads to */
  'GET /tax/certificates/{code}': {
    body: undefined
    answer: undefined
  }
  /** The key of the vaccination cards’ issuer (SMART Health Cards Framework) */
  'GET /vaccination/.well-known/jwks.json': {
    body: undefined
    answer: { readonly "keys": readonly ({ readonly "kid": string })[] }
  }
  /** What a verifier does with what it gets */
  'GET /verifiers/{verifier}/privacy': {
    body: undefined
    answer: undefined
  }
  /** A signed request object (OpenID4VP 1.0 5, RFC 9101) */
  'GET /verifiers/{verifier}/requests/{id}': {
    body: undefined
    answer: undefined
  }
  /** The same with a nonce of the wallet (OpenID4VP 1.0 5.10) */
  'POST /verifiers/{verifier}/requests/{id}': {
    body: { readonly "wallet_nonce"?: string; readonly "wallet_metadata"?: string }
    answer: undefined
  }
  /** The wallet’s answer, by direct_post.jwt or direct_post (OpenID4VP 1.0 8.2, 8.3) */
  'POST /verifiers/{verifier}/responses/{id}': {
    body: Readonly<Record<string, string>>
    answer: { readonly "redirect_uri": string }
  }
  /** Where a browser is sent after a presentation */
  'GET /verifiers/{verifier}/thanks/{secret}': {
    body: undefined
    answer: undefined
  }
}

export type Answer<Resource extends keyof PortalResources> = PortalResources[Resource]["answer"]
export type Sent<Resource extends keyof PortalResources> = PortalResources[Resource]["body"]
