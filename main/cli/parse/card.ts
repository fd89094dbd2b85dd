// `card`, `pin` and `cert`: what lies in the reader.
import { type CardPinName, cardPin } from '../../../preload/shapes/card.ts'
import type { CertificateRole } from '../../../preload/shapes/certificates.ts'
import { no } from '../notUnderstood.ts'
import { none, one, type Values } from './values.ts'

export type CardCommand =
  | { readonly name: 'card' }
  | { readonly name: 'card attributes'; readonly by: 'pin' | 'checkNumberB' }
  /** `out`: where the photo is written. */
  | { readonly name: 'card face'; readonly out?: string }
  | { readonly name: 'card licence'; readonly second: boolean }
  | { readonly name: 'pin status' }
  | { readonly name: 'pin change'; readonly pin: CardPinName }
  | { readonly name: 'cert list' }
  /** `pem`: where it is written; `-`: standard output. */
  | { readonly name: 'cert show'; readonly role: CertificateRole; readonly pem?: string }
  | { readonly name: 'cert keep'; readonly role: 'authentication' | 'signature' }

/** The certificates of a card as they are named at the prompt. */
const certificateRoles: Readonly<Record<string, CertificateRole | undefined>> = {
  authentication: 'authentication',
  signature: 'signature',
  'authentication-ca': 'authenticationAuthority',
  'signature-ca': 'signatureAuthority',
}
const certificateNames = `one of ${Object.keys(certificateRoles).join(', ')}`

/** @returns undefined for other commands. @throws NotUnderstood */
export function cardCommand(name: string, rest: readonly string[], values: Values): CardCommand | undefined {
  switch (name) {
    case 'card':
    case 'pin status':
    case 'cert list':
      none(name, rest)
      return { name }
    case 'cert show': {
      const role = certificateRoles[one(name, certificateNames, rest)]
      return role === undefined
        ? no(`"cert show" wants ${certificateNames}`)
        : { name, role, ...(values.pem === undefined ? {} : { pem: values.pem }) }
    }
    case 'cert keep': {
      const role = one(name, 'authentication or signature', rest)
      return role === 'authentication' || role === 'signature'
        ? { name, role }
        : no('"cert keep" wants authentication or signature')
    }
    case 'card attributes': {
      none(name, rest)
      const { by = 'pin' } = values
      if (by !== 'pin' && by !== 'number') return no('"card attributes" takes --by pin or number')
      return { name, by: by === 'pin' ? 'pin' : 'checkNumberB' }
    }
    case 'card face':
      none(name, rest)
      return { name, ...(values.out === undefined ? {} : { out: values.out }) }
    case 'card licence':
      none(name, rest)
      return { name, second: values.second ?? false }
    case 'pin change': {
      const pin = cardPin.safeParse(one(name, `one of ${cardPin.options.join(', ')}`, rest))
      return pin.success ? { name, pin: pin.data } : no(`"pin change" wants one of ${cardPin.options.join(', ')}`)
    }
    default:
      return undefined
  }
}
