import type { PortalReasons, Remedy } from './portalReasons.ts'

export const portalReasons: PortalReasons = {
  access_denied: ['Access was not granted.', 'again'],
  login_required: ['You need to log in again.', 'log in'],
  session_expired: ['Your login has run out.', 'log in'],
  cert_expired: ['The certificate on the card has expired.', 'office'],
  cert_revoked: ['The certificate on the card has been revoked.', 'office'],
  cert_not_registered: ['This card is not registered with the portal yet.', 'ask'],
  cert_wrong_usage: ['That is not the certificate for logging in.', 'card'],
  issuer_mismatch: ['The portal does not accept the authority that issued this card.', 'ask'],
  signature_invalid: ['The card’s signature could not be confirmed.', 'again'],
  signing_cert_expired: ['The signing certificate on the card has expired.', 'office'],
  signing_cert_revoked: [
    'The signing certificate on the card has been revoked. It lapses when you move or change your name.',
    'office',
  ],
  signature_missing: ['This procedure needs a signature by the card.', 'again'],
  nonce_expired: ['The login took too long.', 'again'],
  nonce_mismatch: ['What was signed is not what the portal had asked for.', 'again'],
  card_required: ['This needs a login with the card.', 'card'],
  other_person: ['The card belongs to somebody else than who is logged in.', 'card'],
  key_proof_invalid: ['The key of this PC could not be confirmed.', 'again'],
  invalid_dpop_proof: ['The portal could not see that this PC asked. The PC’s clock may be wrong.', 'again'],
  use_dpop_nonce: ['The portal wanted the request once more.', 'again'],
  invalid_grant: ['The portal no longer accepts this login.', 'log in'],
  code_wrong: ['The number is not the one on the phone.', 'again'],
  too_many_tries: ['There were too many wrong tries.', 'again'],
  mandate_not_valid: ['You may not act for that person in this, or not any more.', 'mandate'],
  not_eligible_applicant: ['You are not the person who can apply for this.', 'look'],
  validation_failed: ['Something in the form needs to be corrected.', 'mend'],
  attachment_rejected: ['Something that was attached needs to be corrected.', 'mend'],
  window_closed: ['The time for this is over, or it was used already.', 'look'],
  duplicate: ['That has been sent before, or is there already.', 'look'],
  too_many: ['No more of these are allowed.', 'look'],
  not_found: ['The portal does not have that (any more).', 'look'],
  not_supported_by_municipality: ['This municipality does not take that procedure through the portal.', 'ask'],
  no_data: ['Nothing of the kind is held. That is an answer, not an error.', 'look'],
  not_linked: ['You are not connected with that service yet.', 'look'],
  outside_service_hours: ['The first connection is possible from 8:00 to 23:00 on weekdays.', 'later'],
  payment_declined: ['The payment did not go through. You were not charged.', 'again'],
  maintenance: ['The portal is closed for maintenance.', 'later'],
  temporarily_unavailable: ['The portal is busy or stopped for the moment.', 'later'],
  rate_limited: ['Too many attempts in a short time.', 'later'],
  too_large: ['What was sent is too large.', 'mend'],
  invalid_request: ['The portal did not understand the request.', 'ask'],
  method_not_allowed: ['The portal does not do that.', 'ask'],
  unexpected: ['Something went wrong inside the portal.', 'later'],
}

export const remedies: Readonly<Record<Remedy, string>> = {
  again: 'Start again. If it happens again, look at the portal’s own notices.',
  later: 'What you have typed stays here. Try again later.',
  office: 'Your municipal office renews certificates at its counter.',
  'log in': 'Log in again. What you have typed stays.',
  card: 'Use the card of the person who is logged in, and log in with it where that is needed.',
  look: 'Look at the procedure or the list once more.',
  mend: 'Correct the places that are named, and send again. Nothing you typed was lost.',
  mandate: 'See under “Acting for others” whether it has ended, or does not cover this.',
  ask: 'Ask the portal’s help desk or your municipal office.',
}

/** @param seconds as the portal said */
export function waitFor(seconds: number): string {
  if (seconds < 90) return `The portal asks you to wait ${seconds} seconds.`
  if (seconds < 5_400) return `The portal asks you to wait about ${Math.round(seconds / 60)} minutes.`
  return `The portal asks you to wait about ${Math.round(seconds / 3600)} hours.`
}
