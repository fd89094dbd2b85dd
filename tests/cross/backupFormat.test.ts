// A reader of backups that was written from docs/backup-format.md alone, with nothing of the product: what the page says is what
// lies in the file.
import { createDecipheriv, createECDH, createHash, hkdfSync, scryptSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recoveryText } from '../../main/drawer/recoveryCode.ts'
import { backupPassphrase, type Furnished, furnished, madeBackup } from '../support/backup/making.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'

let home: ReturnType<typeof temporaryFolder>
let made: Furnished
let file: Buffer
beforeAll(async () => {
  home = temporaryFolder()
  made = await furnished(home.path, inProcessDrawer)
  file = readFileSync(await madeBackup(made.drawer, join(home.path, 'backup'), { passphrase: backupPassphrase }))
})
afterAll(async () => {
  await made.room.end()
  home.remove()
})

interface Slot {
  readonly salt: string
  readonly privateKey: string
}
interface Key {
  readonly kind: string
  readonly fileKey: string
  readonly drawerId?: string
  readonly slot?: Slot
  readonly ephemeral?: string
  readonly salt?: string
  readonly scrypt?: { readonly N: number; readonly r: number; readonly p: number }
}
interface Header {
  readonly realm: string
  readonly keys: readonly Key[]
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const bytesOf = (text: string) => Buffer.from(text, 'base64url')
const hkdf = (key: Uint8Array, salt: Uint8Array, label: string) => Buffer.from(hkdfSync('sha256', key, salt, label, 32))

/** RFC 8785 for what occurs here. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(',')}}`
}

function gcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, data?: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  if (data !== undefined) decipher.setAAD(Buffer.from(data))
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final()])
}
const unseal = (key: Uint8Array, sealed: Buffer, data: string) =>
  gcm(key, sealed.subarray(0, 12), sealed.subarray(12), data)

function without(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([member]) => member !== name))
}

interface Read {
  readonly header: Header
  /** Of everything before the chunks. */
  readonly before: Buffer
  readonly chunks: Buffer
}

function readHeader(): Read {
  expect(file.subarray(0, 16).toString('latin1')).toBe('TEFUDA-BACKUP\r\n\x1a')
  expect(file.readUInt16BE(16)).toBe(1)
  const end = 22 + file.readUInt32BE(18)
  const header: Header = JSON.parse(file.subarray(22, end).toString('utf8'))
  expect(canonicalJson(header)).toBe(file.subarray(22, end).toString('utf8'))
  expect(file.subarray(end, end + 32)).toEqual(sha256(file.subarray(0, end)))
  return { header, before: file.subarray(0, end + 32), chunks: file.subarray(end + 32) }
}

function keyOf(header: Header, kind: string): Key {
  const found = header.keys.find((key) => key.kind === kind)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}

const fileKeyUse = (header: Header, key: Key) =>
  canonicalJson({ use: 'tefuda/backup/file-key/1', realm: header.realm, key: without(key, 'fileKey') })

function byRecoveryCode(header: Header, typed: string): Buffer {
  const key = keyOf(header, 'recovery')
  const slot = key.slot ?? { salt: '', privateKey: '' }
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '').slice(0, 26)
  const secret = Buffer.from([...letters].map((letter) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter)))
  const slotKey = hkdf(secret, bytesOf(slot.salt), 'tefuda/drawer-slot/recovery/1')
  const use = {
    use: 'tefuda/drawer-slot-private-key/1',
    drawerId: key.drawerId,
    realm: header.realm,
    slot: without(slot, 'privateKey'),
  }
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(unseal(slotKey, bytesOf(slot.privateKey), canonicalJson(use)))
  const ephemeral = bytesOf(key.ephemeral ?? '')
  const shared = pair.computeSecret(ephemeral)
  const wrapping = hkdf(shared, Buffer.concat([ephemeral, pair.getPublicKey()]), 'tefuda/backup/recovery/1')
  return unseal(wrapping, bytesOf(key.fileKey), fileKeyUse(header, key))
}

function byPassphrase(header: Header, typed: string): Buffer {
  const key = keyOf(header, 'passphrase')
  const salt = bytesOf(key.salt ?? '')
  const { N, r, p } = key.scrypt ?? { N: 0, r: 0, p: 0 }
  const text = typed.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')
  const stretched = scryptSync(text, salt, 32, { N, r, p, maxmem: 256 * N * r })
  return unseal(hkdf(stretched, salt, 'tefuda/backup/passphrase/1'), bytesOf(key.fileKey), fileKeyUse(header, key))
}

function payload({ before, chunks }: Read, fileKey: Uint8Array): Buffer {
  const key = hkdf(fileKey, sha256(before), 'tefuda/backup/payload/1')
  const plain: Buffer[] = []
  const sealed = 65_536 + 16
  for (let place = 0; place * sealed < chunks.length; place++) {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(place, 7)
    nonce[11] = (place + 1) * sealed >= chunks.length ? 1 : 0
    plain.push(gcm(key, nonce, chunks.subarray(place * sealed, (place + 1) * sealed)))
  }
  return Buffer.concat(plain)
}

test('code and passphrase give the same key, the payload its contents and a database that SQLCipher’s format opens', () => {
  const read = readHeader()
  const fileKey = byRecoveryCode(read.header, recoveryText(made.testing.recovery).toLowerCase())
  expect(byPassphrase(read.header, `  ${backupPassphrase.replaceAll(' ', '　')}`)).toEqual(fileKey)

  const plain = payload(read, fileKey)
  const length = plain.readUInt32BE(0)
  const contents = JSON.parse(plain.subarray(4, 4 + length).toString('utf8'))
  expect(contents).toMatchObject({ version: 1, personName: '架空 テスト子', counts: { insurance: 1, licence: 1 } })
  const key = plain.subarray(4 + length, 4 + length + 32)
  const database = plain.subarray(4 + length + 32)
  expect(database.length).toBe(contents.bytes)

  const path = join(home.path, 'out.db')
  writeFileSync(path, database)
  const open = (from: string) => {
    const sql = new Database(from)
    sql.pragma("cipher = 'sqlcipher'")
    sql.pragma('legacy = 4')
    sql.pragma(`key = "x'${key.toString('hex')}'"`)
    return sql
  }
  const sql = open(path)
  expect(sql.prepare('SELECT person_name FROM about').pluck().get()).toBe('架空 テスト子')
  expect(sql.prepare('SELECT kind FROM credential ORDER BY kind').pluck().all()).toEqual([
    'certificate',
    'insurance',
    'licence',
  ])
  expect(sql.prepare('SELECT count(*) FROM enrolment').pluck().get()).toBe(0)
  sql.close()
  // Who opens a backup has learnt nothing that opens the drawer.
  const living = open(join(made.testing.folder, 'drawer-1.db'))
  expect(() => living.prepare('SELECT count(*) FROM about').get()).toThrow('not a database')
  living.close()
})
