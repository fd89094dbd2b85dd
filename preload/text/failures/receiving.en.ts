import type { ReceivingTexts } from './areas.ts'

export const receiving: ReceivingTexts = {
  'offer.invalid': ({ detail }) => ({
    title: 'This offer cannot be read',
    what: `The link is cut short or does not follow the rules (${detail}). Nothing was received.`,
    remedy: 'Copy the link again from beginning to end. If that fails, ask the issuer for a new offer.',
  }),
  'offer.expired': {
    title: 'This offer has expired',
    what: 'The offer can no longer be used. Nothing was received.',
    remedy: 'Ask the issuer for a new offer.',
  },
  'offer.codeWrong': {
    title: 'The code does not match',
    what: 'It is not the code that the issuer gave you. Nothing was received.',
    remedy: 'Check the code and type it again.',
  },
  'issuer.signatureInvalid': {
    title: 'The issuer’s signature is not valid',
    what: 'It could not be established who makes this offer. Nothing was received.',
    remedy: 'Do not use this offer.',
  },
  'issuer.untrusted': ({ name }) => ({
    title: 'Unknown issuer',
    what: `“${name}” is not on the list of issuers that Tefuda trusts. Nothing was received.`,
    remedy: 'Find out where this offer came from. If you did not expect it, ignore it.',
  }),
  'credential.invalid': ({ rule, detail }) => ({
    title: 'The credential does not hold',
    what: `What arrived did not pass the checks (${rule}: ${detail}). It was not saved.`,
    remedy: 'Tell the issuer and ask for a new one.',
  }),
  'credential.expired': {
    title: 'The credential has expired',
    what: 'It is past its end and can no longer be used.',
    remedy: 'Receive a new one from the issuer.',
  },
  'credential.revoked': {
    title: 'The credential has been revoked',
    what: 'The issuer has withdrawn this credential.',
    remedy: 'Ask the issuer for the reason and receive a new one.',
  },
  'credential.notFound': {
    title: 'That credential is not here',
    what: 'It is not in this drawer. Perhaps it was removed.',
    remedy: 'Go back to your credentials.',
  },
}
