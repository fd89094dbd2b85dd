// What the registrar states about a verifier, signed: who it is, what it may ask and for what purpose. Travels in the
// request's verifier_info (OpenID4VP 5.1), in the spirit of EUDI's registration certificates.
import type { PortalContext } from '../context.ts'
import { secondsOf, signJws } from '../sign.ts'
import { clientIdOf } from '../stranger.ts'
import { purposes, registeredCredentials, type VerifierName, verifierNames } from './register.ts'

/** @param purpose of this request, when it is another than the verifier's usual one */
export function registrationJwt(context: PortalContext, verifier: VerifierName, purpose: string): string {
  const { world, now, origin } = context
  const at = secondsOf(now())
  const usual = purposes[verifier]
  return signJws(
    'rp-registration+jwt',
    {
      iss: `${origin}/registrar`,
      sub: clientIdOf(world.signers.verifiers[verifier]),
      name: verifierNames[verifier],
      purposes: [purpose === usual.ja ? usual : { ja: purpose, en: purpose }],
      credentials: registeredCredentials(verifier),
      privacy_policy: `${origin}/verifiers/${verifier}/privacy`,
      contact: `${verifier}@example.jp`,
      iat: at,
      exp: at + 86_400,
    },
    world.signers.registrar,
  )
}
