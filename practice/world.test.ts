import { execFile } from 'node:child_process'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as asn1js from 'asn1js'
import { Certificate, CertificateChainValidationEngine } from 'pkijs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ageOn, dayInJapan } from './calendar.ts'
import { withBrokenSignature } from './issueCertificate.ts'
import { openWorld, renewCard, type World } from './world.ts'

const now = new Date('2026-11-23T03:00:00Z')
let folder: string
let world: World

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-world-'))
  world = await openWorld(folder, () => now)
})
afterAll(() => rm(folder, { recursive: true }))

function person(id: string, of = world) {
  const found = of.person(id)
  if (found === undefined) throw new Error(`the household has no ${id}`)
  return found
}

const x509 = (der: Uint8Array | undefined) => new X509Certificate(der ?? new Uint8Array())
const end = (der: Uint8Array | undefined) => new Date(x509(der).validTo).toISOString()
const extension = (der: Uint8Array | undefined, oid: string) => {
  const found = Certificate.fromBER(Uint8Array.from(der ?? [])).extensions?.find(({ extnID }) => extnID === oid)
  return (
    found && { critical: found.critical, hex: Buffer.from(found.extnValue.valueBlock.valueHexView).toString('hex') }
  )
}

describe('the household', () => {
  it('has the people, ages, certificates and PINs it is known for', () => {
    const today = dayInJapan(now)
    expect(
      world.people.map(({ id, birthDate, authentication, signature, pins }) => [
        id,
        ageOn(birthDate, today),
        authentication !== undefined,
        signature !== undefined,
        Object.keys(pins).length,
      ]),
    ).toEqual([
      ['taro', 42, true, true, 5],
      ['hanako', 40, true, true, 7],
      ['sakura', 16, true, true, 4],
      ['haruto', 6, true, false, 3],
      ['ume', 78, true, false, 0],
      ['ichiro', 29, true, true, 4],
    ])
  })

  it('has certificates that end when the story says', () => {
    expect(end(person('taro').signature?.certificate)).toBe('2027-01-22T14:59:59.000Z')
    expect(end(person('ichiro').authentication?.certificate)).toBe('2026-09-23T14:59:59.000Z')
    for (const id of ['taro', 'hanako', 'sakura', 'haruto', 'ume']) {
      expect(Date.parse(end(person(id).authentication?.certificate))).toBeGreaterThan(now.getTime() + 90 * 86_400_000)
    }
  })

  it('is found by id and by name, with or without the space', () => {
    for (const name of ['taro', 'Taro', '練習　太郎', '練習 太郎', '練習太郎'])
      expect(world.person(name)?.id).toBe('taro')
    expect(world.person('太郎')).toBeUndefined()
  })
})

describe('the card certificates', () => {
  it('chain to the practice authorities alone, as pkijs sees it', async () => {
    for (const { id, authentication, signature } of world.people) {
      for (const [key, right, wrong] of [
        [authentication, 'jpkiAuthentication', 'jpkiSignature'],
        [signature, 'jpkiSignature', 'jpkiAuthentication'],
      ] as const) {
        if (key === undefined) continue
        const chain = async (anchor: Uint8Array, certificate = key.certificate) => {
          const engine = new CertificateChainValidationEngine({
            certs: [Certificate.fromBER(Uint8Array.from(certificate))],
            trustedCerts: [Certificate.fromBER(Uint8Array.from(anchor))],
            checkDate: new Date('2026-06-01T00:00:00Z'),
          })
          return (await engine.verify()).result
        }
        expect(await chain(world.authorities[right].certificate), id).toBe(true)
        expect(await chain(world.authorities[wrong].certificate), id).toBe(false)
        const broken = withBrokenSignature(key.certificate)
        expect(await chain(world.authorities[right].certificate, broken), id).toBe(false)
      }
    }
  })

  it('have the published profile and names that nobody takes for real', () => {
    const { authentication, signature } = person('taro')
    const login = x509(authentication?.certificate)
    expect(login.subject).toMatch(/^C=JP\nCN=PRACTICE[0-9A-F]{6}13112001A$/)
    expect(login.issuer.split('\n').slice(0, 3)).toEqual(['C=JP', 'O=JPKI-VIRTUAL', 'OU=JPKI for user authentication'])
    expect(login.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65537n })
    expect(extension(authentication?.certificate, '2.5.29.15')).toEqual({ critical: true, hex: '03020780' })
    expect(login.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
    expect(extension(authentication?.certificate, '2.5.29.17')).toBeUndefined()
    const sign = x509(signature?.certificate)
    expect(sign.subject).toMatch(/^C=JP\nL=Setagaya-ku\nCN=PRACTICE/)
    expect(extension(signature?.certificate, '2.5.29.15')).toEqual({ critical: true, hex: '030206c0' })
    expect(extension(world.authorities.jpkiSignature.certificate, '2.5.29.15')?.hex).toBe('03020106')
    for (const { authentication: own } of world.people) expect(own?.certificate.length).toBeLessThan(2048)
  })

  it('carry the four attributes in the signing one, in the order of a test card', () => {
    const found = extension(person('taro').signature?.certificate, '2.5.29.17')
    const names = asn1js.fromBER(Buffer.from(found?.hex ?? '', 'hex')).result
    if (!(names instanceof asn1js.Sequence)) throw new Error('no alternative name')
    const texts = names.valueBlock.value.map((name) => {
      if (!(name instanceof asn1js.Constructed)) throw new Error('no other name')
      const [oid, value] = name.valueBlock.value
      const text = value instanceof asn1js.Constructed ? value.valueBlock.value[0] : undefined
      return [oid?.valueBlock.toString().split('.').at(-1), text instanceof asn1js.Utf8String && text.getValue()]
    })
    expect(texts).toEqual([
      ['1', '練習　太郎'],
      ['4', '319840122'],
      ['3', '1'],
      ['5', person('taro').address],
      ['2', '00000'],
      ['6', '0'.repeat([...person('taro').address].length)],
    ])
  })

  it('belong to the keys beside them', () => {
    for (const { authentication, signature } of world.people) {
      for (const key of [authentication, signature]) {
        if (key) expect(x509(key.certificate).checkPrivateKey(key.privateKey)).toBe(true)
      }
    }
  })
})

describe('issuers, verifiers and TLS', () => {
  it('stand each under its own root, with the usage it needs', () => {
    const { authorities, signers } = world
    for (const [signer, root, others] of [
      [signers.credentialIssuer, authorities.credentials, [authorities.verifiers, authorities.registrars]],
      [signers.documentSigner, authorities.credentials, [authorities.tls]],
      [signers.verifiers.portal, authorities.verifiers, [authorities.registrars]],
      [signers.verifiers.clinic, authorities.verifiers, [authorities.registrars]],
      [signers.verifiers.rental, authorities.verifiers, [authorities.registrars]],
      [signers.registrar, authorities.registrars, [authorities.verifiers]],
      [signers.tls, authorities.tls, [authorities.credentials]],
    ] as const) {
      const leaf = x509(signer.chain[0])
      expect(leaf.verify(createPublicKey(root.privateKey))).toBe(true)
      expect(leaf.checkIssued(x509(root.certificate))).toBe(true)
      for (const other of others) expect(leaf.verify(createPublicKey(other.privateKey))).toBe(false)
      expect(leaf.checkPrivateKey(signer.privateKey)).toBe(true)
      expect(extension(signer.chain[0], '2.5.29.15')).toEqual({ critical: true, hex: '03020780' })
      expect(extension(root.certificate, '2.5.29.15')).toEqual({ critical: true, hex: '03020106' })
    }
    expect(x509(signers.documentSigner.chain[0]).keyUsage).toEqual(['1.0.18013.5.1.2'])
    expect(extension(signers.documentSigner.chain[0], '2.5.29.37')?.critical).toBe(true)
    expect(x509(signers.verifiers.clinic.chain[0]).subject).toContain('O=練習クリニック受付')
    expect(x509(signers.verifiers.rental.chain[0]).subjectAltName).toBe('DNS:rental.practice.localhost, DNS:localhost')
    expect(x509(signers.tls.chain[0]).checkIP('::1')).toBe('::1')
    expect(x509(signers.tls.chain[0]).checkHost('localhost')).toBe('localhost')
    expect(extension(authorities.credentials.certificate, '2.5.29.18')).toBeDefined()
  })

  it('are all that the practice profile trusts', () => {
    const trust = world.trust()
    expect(trust.realm).toBe('practice')
    expect(trust.issuers).toEqual([world.authorities.credentials.certificate])
    expect(trust.registrars).not.toEqual(trust.verifiers)
    expect(trust.tls[0]).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
  })
})

describe('the folder', () => {
  it('keeps the world: opened again it is the same', async () => {
    const again = await openWorld(folder, () => now)
    expect(again.people.map(withoutKeys)).toEqual(world.people.map(withoutKeys))
    expect(again.signers.tls.chain).toEqual(world.signers.tls.chain)
  })

  it('keeps private keys from others, and has certificates for openssl beside', async () => {
    expect((await stat(join(folder, 'world.json'))).mode & 0o777).toBe(0o600)
    const files = await readdir(folder)
    expect(files).toContain('tls-ca.pem')
    expect(files.filter((name) => name.includes('world.json.'))).toEqual([])
    for (const name of files.filter((file) => file.endsWith('.pem'))) {
      expect(await readFile(join(folder, name), 'utf8')).not.toContain('PRIVATE')
    }
    const { stdout } = await promisify(execFile)('openssl', [
      ...['verify', '-CAfile', join(folder, 'tls-ca.pem'), '-purpose', 'sslserver', '-x509_strict'],
      join(folder, 'tls-server.pem'),
    ])
    expect(stdout).toContain(': OK')
  })

  it('is shared by those who open it at the same time for the first time', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'tefuda-world-race-'))
    const worlds = await Promise.all([1, 2].map(() => openWorld(join(fresh, 'new'), () => now)))
    const [first, second] = worlds.map(({ signers }) => signers.tls.chain)
    expect(second).toEqual(first)
    expect((await readdir(join(fresh, 'new'))).filter((name) => name.startsWith('.'))).toEqual([])
    await rm(fresh, { recursive: true })
  })

  it('is not overwritten when it cannot be read', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'tefuda-world-broken-'))
    await writeFile(join(broken, 'world.json'), '{"version":2}')
    await expect(openWorld(broken, () => now)).rejects.toThrow()
    expect(await readFile(join(broken, 'world.json'), 'utf8')).toBe('{"version":2}')
    await rm(broken, { recursive: true })
  })

  it('opens a world of before some keys were needed, adds those and changes nothing else', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'tefuda-world-earlier-'))
    const earlier = JSON.parse(await readFile(join(folder, 'world.json'), 'utf8'))
    for (const key of ['common', 'face', 'licence']) delete earlier.cardData[key]
    for (const card of Object.values<{ phone?: unknown }>(earlier.cards)) delete card.phone
    await writeFile(join(copy, 'world.json'), JSON.stringify(earlier))
    const opened = await openWorld(copy, () => now)
    expect(opened.cardData.face.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(person('hanako', opened).phoneKeys?.signature.certificate).toBeDefined()
    expect(opened.people.map(withoutKeys)).toEqual(world.people.map(withoutKeys))
    const again = await openWorld(copy, () => now)
    expect(again.cardData.face.equals(opened.cardData.face)).toBe(true)
    const after = JSON.parse(await readFile(join(copy, 'world.json'), 'utf8'))
    for (const key of ['common', 'face', 'licence']) delete after.cardData[key]
    for (const card of Object.values<{ phone?: unknown }>(after.cards)) delete card.phone
    expect(after).toEqual(earlier)
    await rm(copy, { recursive: true })
  })

  it('gets new signer certificates for the same keys before the old ones end', async () => {
    const later = new Date('2028-02-10T00:00:00Z')
    const copy = await mkdtemp(join(tmpdir(), 'tefuda-world-later-'))
    await writeFile(join(copy, 'world.json'), await readFile(join(folder, 'world.json')))
    const renewed = await openWorld(copy, () => later)
    expect(Date.parse(end(renewed.signers.documentSigner.chain[0]))).toBeGreaterThan(later.getTime() + 400 * 86_400_000)
    expect(x509(renewed.signers.documentSigner.chain[0]).checkPrivateKey(world.signers.documentSigner.privateKey)).toBe(
      true,
    )
    expect(renewed.signers.tls.chain).toEqual(world.signers.tls.chain)
    await rm(copy, { recursive: true })
  })

  it('remembers a renewed card: new key and certificate, the old one known as former', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'tefuda-world-renew-'))
    await writeFile(join(copy, 'world.json'), await readFile(join(folder, 'world.json')))
    const own = await openWorld(copy, () => now)
    const before = person('hanako', own).authentication?.certificate
    const after = await renewCard(own, 'hanako', () => now)
    expect(after.authentication?.certificate).not.toEqual(before)
    expect(after.formerAuthentication).toEqual([before])
    expect(x509(after.authentication?.certificate).checkPrivateKey(after.authentication?.privateKey ?? key())).toBe(
      true,
    )
    expect(person('hanako', own)).toBe(after)
    expect(person('hanako', await openWorld(copy, () => now)).formerAuthentication).toEqual([before])
    expect(after.signature?.certificate).toEqual(person('hanako').signature?.certificate)
    await expect(renewCard(own, 'nobody', () => now)).rejects.toThrow('nobody')
    await rm(copy, { recursive: true })
  })
})

function key() {
  return world.signers.tls.privateKey
}

function withoutKeys({ authentication, signature, phoneKeys, ...facts }: ReturnType<typeof person>) {
  return { ...facts, certificates: [authentication?.certificate, signature?.certificate] }
}
