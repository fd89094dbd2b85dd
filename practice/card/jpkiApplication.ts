// 公的個人認証AP: two key pairs, four certificates, two PINs.

import type { PracticePerson } from '../person.ts'
import type { World } from '../world.ts'
import { type Application, type CardFile, fourDigits, keyFile, signaturePassword } from './application.ts'
import { filled } from './tlv.ts'
import { isPhone, type TokenKind, tokenInformation } from './tokenInformation.ts'

/** Bytes of a certificate's file: larger than any certificate here; the size on real cards is not known. */
const certificateFileSize = 2048

/** How the JPKI application differs between a card, a phone and a rehearsed fault. */
export interface JpkiVariant {
  readonly token: TokenKind
}

/** JPKI has the same AID on cards and phones. */
const jpkiAid = Uint8Array.of(0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01)

/** The hint that this was the last command: an iPhone's (one source); that Android does not know it is a guess. */
const lastCommand = { iphone: 0x9000, android: 0x6d00 } as const

export function jpkiApplication(
  authorities: World['authorities'],
  person: PracticePerson,
  { token }: JpkiVariant,
): Application {
  const { authentication, signature } = person
  const certificate = (bytes: Uint8Array | undefined): Uint8Array =>
    filled(bytes ?? new Uint8Array(), certificateFileSize)
  const present = (there: unknown): number => (there === undefined ? 0x00 : 0x8f)
  const unknown: CardFile = { kind: 'unknown' }
  const files = new Map<number, CardFile>([
    [0x01, { kind: 'transparent', bytes: certificate(signature?.certificate), access: ['signature'] }],
    [0x02, { kind: 'transparent', bytes: certificate(authorities.jpkiSignature.certificate), access: 'free' }],
    [0x05, unknown],
    [0x06, { kind: 'transparent', bytes: tokenInformation(token), access: 'free' }],
    // One source for the value 8F of "present"; that "absent" is 00 is a guess.
    [
      0x08,
      { kind: 'transparent', bytes: Uint8Array.of(present(signature), present(authentication), 0), access: 'free' },
    ],
    [0x09, { kind: 'transparent', bytes: new Uint8Array(16).fill(0xff), access: 'never' }],
    [
      0x0a,
      {
        kind: 'transparent',
        bytes: certificate(authentication?.certificate),
        // Free on plastic; phones want their PIN first.
        access: isPhone(token) ? ['authentication'] : 'free',
      },
    ],
    [0x0b, { kind: 'transparent', bytes: certificate(authorities.jpkiAuthentication.certificate), access: 'free' }],
    [0x10, unknown],
    [0x16, unknown],
    [0x18, { kind: 'pin', name: 'authentication' }],
    [0x19, unknown],
    [0x1b, { kind: 'pin', name: 'signature' }],
    [0x1c, unknown],
    [0x1e, unknown],
  ])
  if (authentication)
    files.set(
      0x17,
      keyFile(() => authentication.privateKey, ['authentication']),
    )
  else files.set(0x17, unknown)
  if (signature)
    files.set(
      0x1a,
      keyFile(() => signature.privateKey, ['signature']),
    )
  else files.set(0x1a, unknown)
  // A card issued without PINs: that the PIN objects are then missing, rather than blocked, is a guess.
  if (person.card.kind === 'withoutPins') for (const id of [0x18, 0x1b]) files.delete(id)
  return {
    title: '公的個人認証AP',
    aid: jpkiAid,
    files,
    pins: [
      {
        name: 'authentication',
        value: person.pins.authentication,
        tries: 3,
        change: { by: 'changeReferenceData', form: fourDigits },
      },
      {
        name: 'signature',
        value: person.pins.signature,
        tries: 5,
        change: { by: 'changeReferenceData', form: signaturePassword },
      },
    ],
    // No session keys here; the terminals that log in without a PIN hold keys that nobody else has, so that way is not
    // modelled and answers as if the terminal were not known (a guess).
    ownAnswers: new Map([
      [0x80ae, 0x6982],
      [0x80a2, 0x6982],
      ...(isPhone(token) ? [[0x80fc, lastCommand[token]] as const] : []),
    ]),
  }
}
