// What a person gives away with a choice: read from the very bytes that would leave, so that it cannot differ from them.
import { sdJwtAttributes } from '../credentials/attributes.ts'
import type { Attribute } from '../credentials/credential.ts'
import { processDisclosures } from '../credentials/disclosures.ts'
import { parseSdJwt } from '../credentials/sdJwt.ts'
import { discloseSdJwt } from '../credentials/sdJwtPresentation.ts'
import type { Candidate } from './candidate.ts'
import type { Selected } from './claimsPath.ts'

/** The SD-JWT with the selected claims, and what the issuer left in the open. */
export function discloseSelected({ credential }: Candidate, selected: readonly Selected[]): string {
  return discloseSdJwt(
    Buffer.from(credential.raw).toString('utf8'),
    selected.map(({ path }) => path),
  )
}

/** Every attribute that the verifier would read. */
export function leavingAttributes(candidate: Candidate, selected: readonly Selected[]): Attribute[] {
  const { attributes } = candidate.credential
  if (candidate.format === 'mso_mdoc') {
    const wanted = new Set(selected.map(({ path }) => JSON.stringify(path)))
    return attributes.filter(({ path }) => wanted.has(JSON.stringify(path)))
  }
  const { jws, disclosures } = parseSdJwt(discloseSelected(candidate, selected))
  return sdJwtAttributes(processDisclosures(jws.payload, disclosures).claims, attributes)
}
