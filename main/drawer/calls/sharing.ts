import type { StoredCredential } from '../../credentials/credential.ts'
import { showAttributes } from '../../credentials/show.ts'
import { buildAnswer } from '../../presentation/answer.ts'
import { toCandidate } from '../../presentation/candidate.ts'
import type { DcqlQuery } from '../../presentation/dcql.ts'
import { checkChoice, matchCandidates } from '../../presentation/match.ts'
import { toShareOption } from '../../presentation/option.ts'
import type { SharingCalls } from '../contract/sharing.ts'
import { cardOf } from '../credentialCard.ts'
import type { Inside } from './inside.ts'

export function sharingCalls({ file, run }: Inside): SharingCalls {
  const matched = (query: DcqlQuery, at: string) => {
    const candidates = file.stores.credentials.all().flatMap((credential) => toCandidate(credential) ?? [])
    return matchCandidates(query, candidates, new Date(at))
  }
  return {
    match: (query, at) =>
      run(() => {
        const { options, missing } = matched(query, at)
        const show = { card: (credential: StoredCredential) => cardOf(credential, at), attributes: shownAttributes }
        return { options: options.map((option) => toShareOption(option, show)), missing }
      }),
    present: (query, choice, binding, at) =>
      run(async () => {
        const parts = checkChoice(matched(query, at).options, choice)
        const sign = (keyId: string, bytes: Uint8Array) => file.stores.deviceKeys.open(keyId).sign(bytes)
        return buildAnswer({ parts, binding, at: new Date(at), sign })
      }),
    useNonce: (clientId, nonce, at) => run(() => file.stores.nonces.use(clientId, nonce, at)),
  }
}

const shownAttributes = (attributes: Parameters<typeof showAttributes>[0]['attributes']) =>
  showAttributes({ attributes })
