import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { toPem } from '../issueCertificate.ts'
import { jpkiAuthority } from '../jpkiCertificates.ts'
import { issueRevocationList, readRevocationList } from './revocationList.ts'

const begin = new Date('2030-01-01T00:00:00Z')
const end = new Date('2040-01-01T00:00:00Z')
const newAuthority = () =>
  jpkiAuthority('authentication', generateKeyPairSync('rsa', { modulusLength: 2048 }), begin, end)
const authority = newAuthority()
const thisUpdate = new Date('2035-01-01T00:00:00Z')
const nextUpdate = new Date('2035-01-01T01:00:00Z')
const soon = new Date('2035-01-01T00:30:00Z')
const revocations = [
  { serial: '70AB12CD', at: begin },
  { serial: '00FF', at: begin },
]
const list = issueRevocationList(authority, revocations, thisUpdate, nextUpdate)

describe('a revocation list', () => {
  it('tells the serials on it', () => {
    expect(readRevocationList(list, authority.certificate, soon)).toEqual(new Set(['70ab12cd', 'ff']))
    const empty = issueRevocationList(authority, [], thisUpdate, nextUpdate)
    expect(readRevocationList(empty, authority.certificate, soon)).toEqual(new Set())
  })

  it('holds between its dates', () => {
    expect(readRevocationList(list, authority.certificate, nextUpdate)).toBeUndefined()
    expect(readRevocationList(list, authority.certificate, begin)).toBeUndefined()
  })

  it('of another authority of the same name does not hold', () => {
    const other = issueRevocationList(newAuthority(), revocations, thisUpdate, nextUpdate)
    expect(readRevocationList(other, authority.certificate, soon)).toBeUndefined()
  })

  it('that was altered, cut short or is none does not hold', () => {
    const altered = Uint8Array.from(list)
    altered[Buffer.from(list).indexOf(Buffer.from('70ab12cd', 'hex'))] = 0x71
    expect(readRevocationList(altered, authority.certificate, soon)).toBeUndefined()
    expect(readRevocationList(list.slice(0, -1), authority.certificate, soon)).toBeUndefined()
    expect(readRevocationList(Uint8Array.from([...list, 0]), authority.certificate, soon)).toBeUndefined()
    expect(readRevocationList(Buffer.from('no list'), authority.certificate, soon)).toBeUndefined()
  })

  it('is read and verified by OpenSSL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tefuda-crl-'))
    try {
      writeFileSync(join(folder, 'list.der'), list)
      writeFileSync(join(folder, 'ca.pem'), toPem(authority.certificate))
      const { stdout: said, stderr } = await promisify(execFile)(
        'openssl',
        ['crl', '-inform', 'DER', '-in', 'list.der', '-CAfile', 'ca.pem', '-noout', '-text'],
        { cwd: folder },
      )
      expect(stderr).toContain('verify OK')
      expect(said).toContain('Serial Number: 70AB12CD')
      expect(said).toContain('Version 2')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
