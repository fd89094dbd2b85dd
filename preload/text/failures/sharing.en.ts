import type { SharingTexts } from './areas.ts'

export const sharing: SharingTexts = {
  'request.invalid': ({ detail }) => ({
    title: 'This request cannot be read',
    what: `The link is cut short or does not follow the rules (${detail}). Nothing was sent.`,
    remedy: 'Copy the link again from beginning to end. If that fails, ask for a new request.',
  }),
  'request.signatureInvalid': {
    title: 'The request’s signature is not valid',
    what: 'The request was changed on its way or is a forgery. Nothing was sent.',
    remedy: 'Do not answer this request.',
  },
  'request.replayed': {
    title: 'This request was answered before',
    what: 'You answered or declined it earlier. The same request is never answered twice.',
    remedy: 'If needed, ask for a new request. Your earlier answer is in the ledger.',
  },
  'request.expired': {
    title: 'This request has expired',
    what: 'The request can no longer be used. Nothing was sent.',
    remedy: 'Ask for a new request.',
  },
  'verifier.untrusted': ({ name }) => ({
    title: 'A request from somebody unknown',
    what: `“${name}” is not among the parties that can be verified. Nothing was sent.`,
    remedy: 'Do not answer. If you expected this request, ask them directly.',
  }),
  'verifier.overAsks': ({ name, attributes }) => ({
    title: 'More was asked than is allowed',
    what: `“${name}” asked for attributes that it did not register (${attributes.join(', ')}). Nothing was sent.`,
    remedy: 'Ask them for a request with only what they need.',
  }),
  'request.unanswerable': ({ missing }) => ({
    title: 'You do not have what is asked for',
    what: `This drawer does not hold: ${missing.join(', ')}. Nothing was sent.`,
    remedy: 'Log in to the portal and receive the credential first.',
  }),
  'request.choiceInvalid': {
    title: 'That choice cannot be sent',
    what: 'The request does not allow this combination. Nothing was sent.',
    remedy: 'Choose again from the options shown.',
  },
  'verifier.unreachable': {
    title: 'It is not certain whether it arrived',
    what: 'The connection broke while sending. It may have been received. The ledger keeps it as unfinished.',
    remedy: 'Ask the other side whether it arrived. If not, ask for a new request.',
  },
  'verifier.refused': ({ reason }) => ({
    title: 'The other side did not accept it',
    what: `What you presented was refused (${reason}).`,
    remedy: 'Ask them for the reason.',
  }),
  'pending.gone': {
    title: 'This question has run out',
    what: 'It was open for too long and has been withdrawn. Nothing was sent.',
    remedy: 'Open the link again.',
  },
}
