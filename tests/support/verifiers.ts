// What the practice portal of a home knows: which requests were made, what arrived, and whether it verified.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { type PortalControl, portalControl } from '../../practice/portal/portalControl.ts'
import { findPortal } from '../../practice/portal/startPortal.ts'

/** @param home TEFUDA_HOME of a program whose practice portal runs */
export async function portalOf(home: string): Promise<PortalControl> {
  const running = await findPortal(join(home, 'practice-world'))
  if (running === undefined) throw new Error('no practice portal has written down where it runs')
  const fetch = createHttpsFetch({ loopback: true, ca: [await readFile(running.caFile, 'utf8')] })
  return portalControl(fetch, running.origin, running.token)
}

/** The names of the claims that have arrived, credential by credential: `insurance: name, birth_date`. */
export async function arrived(
  control: PortalControl,
  id: string,
): Promise<{ state: string; verified: boolean; claims: string[] }> {
  const { state, verified, attributes } = await control.outcomeOf(id)
  const claims = attributes.flatMap(({ query, claims }) => claims.map(({ path }) => `${query}/${String(path.at(-1))}`))
  return { state, verified, claims: claims.toSorted() }
}
