// Chains of certificates that must be accepted and refused: RFC 5280 6, JPKI's profile, the trust of each role.
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../main/certificates/certificate.ts'
import { anchorRule, type ChainPurpose, verifyChain } from '../../main/certificates/chain.ts'
import { WalletError } from '../../main/failure.ts'
import {
  certificateAuthority,
  extendedKeyUsage,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from '../../practice/certificateExtensions.ts'
import type { DistinguishedName } from '../../practice/distinguishedName.ts'
import {
  type Authority,
  type CertificatePlan,
  issueCertificate,
  keyIdentifiers,
  withBrokenSignature,
} from '../../practice/issueCertificate.ts'
import { jpkiAuthority } from '../../practice/jpkiCertificates.ts'
import { at, ecKeys, later, makePki } from './formatsPki.ts'

const name = (cn: string): DistinguishedName => [
  ['C', 'JP'],
  ['O', 'Tefuda practice (not real)'],
  ['CN', cn],
]
const rsaKeys = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength })

function authority(cn: string, over: Partial<CertificatePlan> = {}, keys = ecKeys()): Authority {
  const issuer = over.issuer ?? { name: name(cn), privateKey: keys.privateKey }
  const certificate = issueCertificate({
    subject: name(cn),
    publicKey: keys.publicKey,
    issuer,
    notBefore: later(-100),
    notAfter: later(1000),
    extensions: [
      ...keyIdentifiers({ publicKey: keys.publicKey, issuer }),
      keyUsage('keyCertSign', 'cRLSign'),
      certificateAuthority(),
    ],
    ...over,
  })
  return { name: name(cn), certificate, privateKey: keys.privateKey }
}

function leaf(issuer: Authority, over: Partial<CertificatePlan> = {}, keys = ecKeys()): Uint8Array {
  return issueCertificate({
    subject: name('leaf'),
    publicKey: keys.publicKey,
    issuer,
    notBefore: later(-10),
    notAfter: later(100),
    extensions: [
      ...keyIdentifiers({ publicKey: keys.publicKey, issuer }),
      keyUsage('digitalSignature'),
      subjectAltName({ dns: 'x.practice.invalid' }),
    ],
    ...over,
  })
}

const versionOne = [
  'MIIBUDCB9wIUAt5PUVB9nU4Kr/i2bndEVJ2GfMwwCgYIKoZIzj0EAwIwKzELMAkGA1UEBhMCSlAxDTALBgNVBAoMBFRlc3QxDTAL',
  'BgNVBAMMBHJvb3QwHhcNMjYxMTIzMDU0NTA5WhcNMjcwOTE5MDU0NTA5WjArMQswCQYDVQQGEwJKUDENMAsGA1UECgwETGVhZjEN',
  'MAsGA1UEAwwEbGVhZjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABF0fXVFa+JP2N4zcTzb8i1H3KNzmPV2SgBUzJ/rcNA4N3nVq',
  '2cgWkPQs5frukAUaFIE5xJLg/xjIy0jenNO4v8QwCgYIKoZIzj0EAwIDSAAwRQIhAPP365hovlWwIP8ah4+lYrU4OiCOi1TUcNns',
  '2/l58Fq7AiBtnQwTn0NXhMkA1S2MLRJMvFBLpFZvXSbZboqAXwfkJw==',
].join('')

const root = authority('root')
const middle = authority('middle', { issuer: root })
const check = (chain: readonly Uint8Array[], over: object = {}) =>
  verifyChain({ chain, anchors: [root.certificate], at, purpose: 'verifier', ...over })
async function failing(chain: readonly Uint8Array[], over: object = {}): Promise<string[]> {
  return (await check(chain, over)).findings.filter(({ ok }) => !ok).map(({ rule }) => rule)
}

describe('a chain holds', () => {
  test.each<[string, () => Uint8Array[]]>([
    ['straight under the root', () => [leaf(root)]],
    ['with the root written out', () => [leaf(root), root.certificate]],
    ['over one more authority', () => [leaf(middle), middle.certificate]],
    ['with a P-384 key', () => [leaf(root, {}, ecKeys('P-384'))]],
    ['with an RSA key of 2048 bits', () => [leaf(root, {}, rsaKeys())]],
  ])('%s', async (_, chain) => {
    const result = await check(chain())
    expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(result).toMatchObject({
      ok: true,
      onlyUntrusted: false,
      revocation: 'not checked',
      anchor: { sha256: readCertificate(root.certificate).sha256 },
    })
  })
})

describe('a chain is refused', () => {
  const short = authority('short', {
    issuer: root,
    extensions: [keyUsage('keyCertSign', 'cRLSign'), certificateAuthority(0)],
  })
  const below = authority('below', { issuer: short })
  const noCa = authority('noCa', { issuer: root, extensions: [keyUsage('keyCertSign', 'cRLSign')] })
  const noSign = authority('noSign', { issuer: root, extensions: [keyUsage('cRLSign'), certificateAuthority()] })
  const old = authority('old', { issuer: root, notBefore: later(-100), notAfter: later(-1) })
  const twin = authority('root')
  const critical = extendedKeyUsage(['1.3.6.1.5.5.7.3.2'], true)
  critical.extnID = '1.2.3.4.5'
  const line: Authority[] = []
  for (let depth = 0; depth < 6; depth++) line.push(authority(`line ${depth}`, { issuer: line.at(-1) ?? root }))
  const end = line.at(-1) ?? root

  test.each<[string, string, () => Uint8Array[], object?]>([
    ['before its time', 'RFC 5280 6.1.3(a)(2)', () => [leaf(root)], { at: later(-11) }],
    ['after its time', 'RFC 5280 6.1.3(a)(2)', () => [leaf(root)], { at: later(101) }],
    ['with an authority past its time', 'RFC 5280 6.1.3(a)(2)', () => [leaf(old), old.certificate]],
    ['with a broken signature', 'RFC 5280 6.1.3(a)(1)', () => [withBrokenSignature(leaf(root))]],
    [
      'with a broken signature in the middle',
      'RFC 5280 6.1.3(a)(1)',
      () => [leaf(middle), withBrokenSignature(middle.certificate)],
    ],
    ['in the wrong order', 'RFC 5280 6.1.3(a)(4)', () => [middle.certificate, leaf(middle)]],
    ['with a stranger in between', 'RFC 5280 6.1.3(a)(4)', () => [leaf(root), middle.certificate]],
    ['under an authority that is none', 'RFC 5280 6.1.4(k)', () => [leaf(noCa), noCa.certificate]],
    [
      'under an authority that may not sign certificates',
      'RFC 5280 6.1.4(n)',
      () => [leaf(noSign), noSign.certificate],
    ],
    ['longer than an authority allows', 'RFC 5280 6.1.4(m)', () => [leaf(below), below.certificate, short.certificate]],
    [
      'longer than anybody needs',
      'RFC 5280 6.1 chain length',
      () => [leaf(end), ...line.toReversed().map((a) => a.certificate)],
    ],
    [
      'with a critical extension that nobody knows',
      'RFC 5280 4.2 critical extensions',
      () => [leaf(root, { extensions: [keyUsage('digitalSignature'), critical] })],
    ],
    ['with an RSA key of 1024 bits', 'RFC 5280 4.1.2.7 key', () => [leaf(root, {}, rsaKeys(1024))]],
    ['whose leaf is an authority', 'RFC 5280 4.2.1.9', () => [middle.certificate]],
    ['whose leaf may not sign', 'RFC 5280 4.2.1.3', () => [leaf(root, { extensions: [keyUsage('keyEncipherment')] })]],
    [
      'whose leaf is self-signed, though pinned',
      'HAIP 1.0 6.1.1',
      () => [twin.certificate],
      { anchors: [twin.certificate] },
    ],
    ['under nobody on the list', anchorRule, () => [leaf(root)], { anchors: [] }],
    ['under another root', anchorRule, () => [leaf(root)], { anchors: [authority('other').certificate] }],
    ['under a root of the same name and another key', anchorRule, () => [leaf(twin)]],
  ])('%s', async (_, rule, chain, over = {}) => {
    expect(await failing(chain(), over)).toContain(rule)
    expect((await check(chain(), over)).ok).toBe(false)
  })

  test('nobody on the list is told apart from what is wrong', async () => {
    expect(await check([leaf(root)], { anchors: [] })).toMatchObject({ ok: false, onlyUntrusted: true })
    expect(await check([leaf(root)], { anchors: [], at: later(101) })).toMatchObject({
      ok: false,
      onlyUntrusted: false,
    })
    expect(await check([withBrokenSignature(leaf(root))])).toMatchObject({ ok: false, onlyUntrusted: false })
  })

  test.each<[string, Uint8Array[]]>([
    ['nothing', []],
    ['bytes', [new Uint8Array([1, 2, 3])]],
    ['a certificate with a byte behind it', [Uint8Array.of(...leaf(root), 0)]],
    ['a certificate cut short', [leaf(root).subarray(0, 200)]],
    ['far too much', [new Uint8Array(40_000)]],
  ])('%s cannot be read', async (_, chain) => {
    const failure = await check(chain).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(WalletError)
    expect(failure).toMatchObject({ failure: { code: 'credential.invalid' } })
  })
})

describe('JPKI', () => {
  const [first, second] = [rsaKeys(), rsaKeys()].map((keys) =>
    jpkiAuthority('authentication', keys, later(-900), later(900)),
  )
  if (first === undefined || second === undefined) throw new Error('no authority')
  const anchors = [first.certificate, second.certificate]
  const card = (
    issuer: Authority,
    extensions = [keyUsage('digitalSignature'), extendedKeyUsage(['1.3.6.1.5.5.7.3.2'])],
    withIds = true,
  ) => {
    const keys = rsaKeys()
    const ids = withIds ? keyIdentifiers({ publicKey: keys.publicKey, issuer }) : [subjectKeyIdentifier(keys.publicKey)]
    return leaf(
      issuer,
      {
        subject: [
          ['C', 'JP'],
          ['CN', 'PRACTICE0000001'],
        ],
        extensions: [...ids, ...extensions],
      },
      keys,
    )
  }
  const judge = (chain: readonly Uint8Array[], purpose: ChainPurpose = 'jpkiAuthentication') =>
    verifyChain({ chain, anchors, at, purpose })

  test.each([true, false])('generations of one name are told apart (key identifiers: %s)', async (withIds) => {
    for (const issuer of [first, second]) {
      const result = await judge([card(issuer, undefined, withIds)])
      expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
      expect(result.anchor?.sha256).toBe(readCertificate(issuer.certificate).sha256)
    }
  })

  test('a card that brings its authority along is not believed for that', async () => {
    const foreign = jpkiAuthority('authentication', rsaKeys(), later(-900), later(900))
    expect((await judge([card(foreign), foreign.certificate])).ok).toBe(false)
    expect((await judge([card(first), first.certificate])).ok).toBe(true)
  })

  test('each certificate is for its own use', async () => {
    const signing = card(first, [keyUsage('nonRepudiation')])
    expect((await judge([signing], 'jpkiSignature')).ok).toBe(true)
    expect((await judge([signing])).ok).toBe(false)
    expect(
      (await judge([card(first, [keyUsage('digitalSignature'), extendedKeyUsage(['1.3.6.1.5.5.7.3.1'])])])).ok,
    ).toBe(false)
    expect((await judge([card(first, [])])).ok).toBe(false)
  })
})

test('a certificate says what it says', () => {
  const facts = readCertificate(makePki().signer('portal').chain[0] ?? new Uint8Array())
  expect(facts).toMatchObject({
    subject: 'C=JP, O=練習用ポータル, CN=練習用ポータル (portal, practice)',
    keyAlgorithm: { name: 'EC', curve: 'P-256' },
    keyUsage: ['digitalSignature'],
    isCa: false,
    selfIssued: false,
    validFrom: later(-30).toISOString(),
    validUntil: later(400).toISOString(),
    subjectAltName: [
      { kind: 'dns', value: 'portal.practice.localhost' },
      { kind: 'dns', value: 'localhost' },
    ],
  })
  expect(facts.sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('a certificate of version 1 can be looked at and be a leaf, and says nothing of its use', () => {
  // Made by OpenSSL (x509 -req without extensions), C=JP, O=Leaf, CN=leaf.
  const facts = readCertificate(new Uint8Array(Buffer.from(versionOne, 'base64')))
  expect(facts).toMatchObject({ subject: 'C=JP, O=Leaf, CN=leaf', isCa: false, subjectAltName: [], policies: [] })
  expect(facts.keyUsage).toBeUndefined()
})
