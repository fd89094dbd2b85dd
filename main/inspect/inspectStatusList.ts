// A status list as a file: who signed it and whether it may still be relied on.
import type { Finding } from '../certificates/finding.ts'
import { isObject, type JsonObject, member } from '../credentials/json.ts'
import type { Jws } from '../credentials/jws.ts'
import { statusListFindings } from '../credentials/status.ts'

/** The claims without the list itself, which is long and says nothing to a reader. @throws credential.invalid */
export async function inspectStatusList(
  jws: Jws,
  roots: readonly Uint8Array[],
  at: Date,
): Promise<{ claims: JsonObject; findings: Finding[] }> {
  const { status_list: list, ...claims } = jws.payload
  const bits = isObject(list) ? member(list, 'bits') : undefined
  return {
    claims: { ...claims, ...(bits === undefined ? {} : { bits }) },
    findings: await statusListFindings(jws, roots, at),
  }
}
