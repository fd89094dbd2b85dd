// Who is known from the start in the real realm: resources/trust, read once and checked.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Trust } from './certificates/trust.ts'

const certificates = z.array(z.base64()).max(100)
const fingerprint = z
  .string()
  .regex(/^[0-9A-F]{64}$/)
  .transform((text) => text.toLowerCase())
const jpkiFile = z.object({ authentication: z.array(fingerprint), signature: z.array(fingerprint) })

/** @param folder resources/trust of the checkout, or of the package */
export async function readRealTrust(folder: string): Promise<Trust> {
  const list = async (name: string): Promise<Uint8Array[]> => {
    const parsed = certificates.parse(await read(folder, name))
    return parsed.map((text) => Uint8Array.from(Buffer.from(text, 'base64')))
  }
  return {
    realm: 'real',
    jpki: { authentication: [], signature: [], pinned: jpkiFile.parse(await read(folder, 'jpki')) },
    issuers: await list('issuers'),
    mdocIssuers: await list('mdocIssuers'),
    verifiers: await list('verifiers'),
    registrars: await list('registrars'),
    tls: [],
  }
}

async function read(folder: string, name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'))
}
