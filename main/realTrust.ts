// Who is known from the start in the real realm: resources/trust, read once and checked.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Trust } from './certificates/trust.ts'

const certificates = z.array(z.base64()).max(100)

/** @param folder resources/trust of the checkout, or of the package */
export async function readRealTrust(folder: string): Promise<Trust> {
  const list = async (name: string): Promise<Uint8Array[]> => {
    const parsed = certificates.parse(JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')))
    return parsed.map((text) => Uint8Array.from(Buffer.from(text, 'base64')))
  }
  return {
    realm: 'real',
    jpki: { authentication: [], signature: [] },
    issuers: await list('issuers'),
    mdocIssuers: await list('mdocIssuers'),
    verifiers: await list('verifiers'),
    registrars: await list('registrars'),
    tls: [],
  }
}
