import type { CredentialCard, ShownAttribute } from '../../preload/shapes/credentials.ts'
import type { ShareOption } from '../../preload/shapes/sharing.ts'
import type { Attribute, StoredCredential } from '../credentials/credential.ts'
import { leavingAttributes } from './leaving.ts'
import type { MatchedOption } from './match.ts'

/** The option as a person sees it: for each query the credentials that could answer, each with all that would leave. */
export function toShareOption(
  { id, parts }: MatchedOption,
  show: {
    readonly card: (credential: StoredCredential) => CredentialCard
    readonly attributes: (attributes: readonly Attribute[]) => ShownAttribute[]
  },
): ShareOption {
  return {
    id,
    parts: parts.map(({ queryId, candidates }) => ({
      queryId,
      candidates: candidates.map(({ candidate, selected }) => ({
        credential: show.card(candidate.credential),
        attributes: show.attributes(leavingAttributes(candidate, selected)),
      })),
    })),
  }
}
