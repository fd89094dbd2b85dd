// What the practice world keeps on disk: keys and certificates alone. Everything else about people follows from the day.
import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { subjectOf } from './distinguishedName.ts'
import type { Authority } from './issueCertificate.ts'
import type { CardKey } from './person.ts'

const base64 = z.base64().max(8_000)
const storedKey = z.object({ certificate: base64, privateKey: base64 })
const storedCard = z.object({
  authentication: storedKey.optional(),
  signature: storedKey.optional(),
  formerAuthentication: z.array(base64).max(50),
  /** The certificates of the holder's phone: others than the card's, with keys of their own. */
  phone: z.object({ authentication: storedKey, signature: storedKey }).optional(),
})
/** RSA keys of the card's own data; real cards each have their own, the practice cards share them. */
const cardData = z.object({
  authority: base64,
  signer: base64,
  internal: base64,
  session: base64,
  common: base64,
  face: base64,
  licence: base64,
})

const worldFile = z.object({
  version: z.literal(1),
  generatedAt: z.iso.datetime(),
  jpki: z.object({ authentication: storedKey, signature: storedKey }),
  roots: z.object({ credentials: storedKey, verifiers: storedKey, registrars: storedKey, tls: storedKey }),
  signers: z.object({
    credentialIssuer: storedKey,
    documentSigner: storedKey,
    portal: storedKey,
    clinic: storedKey,
    rental: storedKey,
    registrar: storedKey,
    tls: storedKey,
  }),
  cardData,
  cards: z.record(z.string().regex(/^[a-z]{1,20}$/), storedCard),
})

/** As it may lie on disk: worlds made before some keys were needed lack those. */
const earlierWorldFile = worldFile.extend({ cardData: cardData.partial({ common: true, face: true, licence: true }) })

export type WorldFile = z.infer<typeof worldFile>
export type EarlierWorldFile = z.infer<typeof earlierWorldFile>
export type StoredKey = z.infer<typeof storedKey>
export type StoredCard = z.infer<typeof storedCard>

/** The one file of a world that nothing else follows from. */
export const fileName = 'world.json'

/** @returns undefined when nothing was generated there yet */
export async function readWorldFile(folder: string): Promise<EarlierWorldFile | undefined> {
  const path = join(folder, fileName)
  try {
    if ((await stat(path)).size > 1_000_000) throw new Error('the practice world is larger than it can be')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
  return earlierWorldFile.parse(JSON.parse(await readFile(path, 'utf8')))
}

/**
 * Puts the file in place only if there is none yet. Two processes may try at once: both get the one that came first.
 */
export async function createWorldFile(folder: string, file: WorldFile): Promise<EarlierWorldFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const fresh = await writeBeside(folder, file)
  try {
    await link(fresh, join(folder, fileName))
    return file
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    const first = await readWorldFile(folder)
    if (first === undefined) throw error
    return first
  } finally {
    await rm(fresh, { force: true })
  }
}

export async function replaceWorldFile(folder: string, file: WorldFile): Promise<void> {
  await rename(await writeBeside(folder, file), join(folder, fileName))
}

async function writeBeside(folder: string, file: WorldFile): Promise<string> {
  const path = join(folder, `.${fileName}.${randomUUID()}`)
  await writeFile(path, JSON.stringify(file), { mode: 0o600, flag: 'wx' })
  return path
}

export function storeKey(certificate: Uint8Array, privateKey: KeyObject): StoredKey {
  return { certificate: Buffer.from(certificate).toString('base64'), privateKey: storePrivateKey(privateKey) }
}

export function storePrivateKey(privateKey: KeyObject): string {
  return privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
}

/** The private key is read when it is first used: a world has some twenty, and a start of the program needs none. */
export function loadKey(stored: StoredKey): CardKey {
  let privateKey: KeyObject | undefined
  return {
    certificate: loadBytes(stored.certificate),
    get privateKey() {
      privateKey ??= loadPrivateKey(stored.privateKey)
      return privateKey
    },
  }
}

export function loadAuthority(stored: StoredKey): Authority {
  const key = loadKey(stored)
  return {
    name: subjectOf(key.certificate),
    certificate: key.certificate,
    get privateKey() {
      return key.privateKey
    },
  }
}

export function loadPrivateKey(stored: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(stored, 'base64'), type: 'pkcs8', format: 'der' })
}

export function loadBytes(stored: string): Uint8Array {
  return Uint8Array.from(Buffer.from(stored, 'base64'))
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
