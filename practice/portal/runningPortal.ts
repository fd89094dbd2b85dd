// Where a running practice portal is, as it writes it down in the folder of its world.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The shape of portal.json and of the command's first line. */
export const runningPortal = z.object({
  origin: z.url({ protocol: /^https$/ }),
  /** PEM of the CA that its TLS certificate leads to. */
  caFile: z.string(),
  /** For the control resources. */
  token: z.string(),
  pid: z.int(),
  /** The practice world that it serves. */
  folder: z.string(),
})
export type RunningPortal = z.infer<typeof runningPortal>

export const portalStateFile = 'portal.json'

/** Another portal serves that folder already. */
export class PortalRuns extends Error {
  readonly where: RunningPortal | undefined

  constructor(where: RunningPortal | undefined) {
    super(`a practice portal runs already for this folder${where ? `: ${where.origin} (pid ${where.pid})` : ''}`)
    this.where = where
  }
}

/** As it was written down; the process may have ended without taking that back. */
export async function findPortal(folder: string): Promise<RunningPortal | undefined> {
  try {
    return runningPortal.parse(JSON.parse(await readFile(join(folder, portalStateFile), 'utf8')))
  } catch {
    return undefined
  }
}
