// The verifier's check of an mdoc presentation (ISO/IEC 18013-5 9.3.1 and 9.1.3).
import type { KeyObject } from 'node:crypto'
import { allHold, type Finding, stated } from '../certificates/finding.ts'
import { fail } from '../failure.ts'
import { jsonFromCbor } from './attributes.ts'
import { type CborMap, CborTag, type CborValue, decodeCbor } from './cbor.ts'
import { isMap, readSign1, sign1Holds } from './cose.ts'
import { macHolds } from './deviceMac.ts'
import { asMap, embedded, type IssuerSigned, readIssuerSigned } from './issuerSigned.ts'
import { publicKeyOf } from './jwk.ts'
import { checkIssuerSigned, elementsOf, signerOf } from './mdoc.ts'
import { deviceAuthenticationBytes, type OpenId4VpSession, sessionTranscript } from './sessionTranscript.ts'
import type { VerifiedPresentation } from './verifiedPresentation.ts'

/** What the presentation must be bound to: an OpenID4VP request, or a whole SessionTranscript (CBOR) from elsewhere. */
export type DeviceSession = OpenId4VpSession | { readonly transcript: Uint8Array }

/**
 * @param input.response the CBOR bytes of DeviceResponse, not their base64url text
 * @param input.roots DER of the IACA certificates
 * @param input.session absent: the device's signature cannot be checked, which is a finding that fails
 * @param input.readerKey the reader's ephemeral private key, needed where the device authenticates by MAC (9.1.3.5)
 * @throws credential.invalid when it cannot be read
 */
export async function verifyDeviceResponse(input: {
  response: Uint8Array
  session: DeviceSession | undefined
  at: Date | string
  roots: readonly Uint8Array[]
  expectedType?: string
  readerKey?: KeyObject
}): Promise<VerifiedPresentation> {
  const response = asMap(decodeCbor(input.response), 'DeviceResponse')
  const documents = response.get('documents')
  if (!Array.isArray(documents) || documents.length === 0) return invalid('no documents')
  const document = asMap(documents[0], 'Document')
  const docType = document.get('docType')
  const issuerSigned = readIssuerSigned(document.get('issuerSigned'))
  const checked = await checkIssuerSigned(issuerSigned, input.roots, input.at)
  const findings: Finding[] = [
    ...checked.findings,
    // OpenID4VP 1.0 B.2.5: each presentation is a DeviceResponse of its own.
    rule('8.3.2.1.2.2 documents', documents.length === 1, 'it holds one document'),
    rule('8.3.2.1.2.2 status', response.get('status') === 0, 'the response says that all went well'),
    rule('9.3.1 docType', docType === issuerSigned.mso.docType, 'the document says the kind that the issuer signed'),
    ...deviceFindings(document, issuerSigned, input.session, input.readerKey),
  ]
  if (input.expectedType !== undefined) {
    findings.push(rule('9.3.1 docType', docType === input.expectedType, 'it is of the kind that was asked for'))
  }
  const { mso } = issuerSigned
  return {
    ok: allHold(findings),
    findings: stated(findings),
    format: 'mso_mdoc',
    type: mso.docType,
    issuer: signerOf(checked),
    claims: Object.fromEntries(
      [...elementsOf(issuerSigned)].map(([namespace, elements]) => [namespace, jsonFromCbor(elements)]),
    ),
    ...(mso.deviceKey === undefined ? {} : { holderJwk: mso.deviceKey }),
    ...(mso.status === undefined ? {} : { status: mso.status }),
    validUntil: mso.validUntil,
  }
}

function deviceFindings(
  document: CborMap,
  { mso }: IssuerSigned,
  session: DeviceSession | undefined,
  readerKey: KeyObject | undefined,
): Finding[] {
  const deviceSigned = asMap(document.get('deviceSigned'), 'DeviceSigned')
  const names = deviceSigned.get('nameSpaces')
  const own = asMap(embedded(names, 'DeviceNameSpacesBytes'), 'DeviceNameSpaces')
  const auth = asMap(deviceSigned.get('deviceAuth'), 'DeviceAuth')
  const findings = [
    rule('9.1.2.4 keyAuthorizations', authorized(own, mso.keyAuthorizations), 'the device states only what it may'),
  ]
  if (session === undefined) {
    findings.push(rule('9.1.3.4 deviceAuth', false, 'not checked: no request was given that it should be bound to'))
    return findings
  }
  const transcript = 'transcript' in session ? session.transcript : sessionTranscript(session)
  const raw = names instanceof CborTag ? names.raw : invalid('DeviceNameSpacesBytes')
  const bytes = deviceAuthenticationBytes(transcript, mso.docType, raw)
  const key = mso.deviceKey === undefined ? undefined : publicKeyOf(mso.deviceKey)
  const signature = auth.get('deviceSignature')
  const mac = auth.get('deviceMac')
  if (signature !== undefined && mac === undefined) {
    const sign1 = readSign1(signature)
    const holds = sign1.payload === undefined && sign1Holds(sign1, key, bytes)
    findings.push(rule('9.1.3.6 deviceSignature', holds, "the holder's signature over this request holds"))
  } else {
    const holds = signature === undefined && macHolds({ mac, bytes, transcript, deviceKey: key, readerKey })
    findings.push(rule('9.1.3.5 deviceMac', holds, "the holder's MAC over this request holds"))
  }
  return findings
}

/** Device-signed elements count only where the issuer authorised them (9.1.2.4). */
function authorized(own: CborMap, authorizations: CborMap | undefined): boolean {
  const whole = authorizations?.get('nameSpaces')
  const single = authorizations?.get('dataElements')
  return [...own].every(([namespace, elements]) => {
    if (Array.isArray(whole) && whole.includes(namespace)) return true
    const allowed: CborValue = isMap(single) ? single.get(namespace) : undefined
    return isMap(elements) && Array.isArray(allowed) && [...elements.keys()].every((name) => allowed.includes(name))
  })
}

function rule(name: string, ok: boolean, message: string): Finding {
  return { rule: `ISO/IEC 18013-5 ${name}`, ok, message }
}

function invalid(detail: string): never {
  return fail({ code: 'credential.invalid', rule: 'ISO/IEC 18013-5 8.3.2.1.2.2', detail })
}
