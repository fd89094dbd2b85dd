// Certificates of a card as they are shown: whose they are, and who vouches for them. Each rule with what breaks it.
import { generateKeyPairSync } from 'node:crypto'
import { Null } from 'asn1js'
import { Extension } from 'pkijs'
import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../main/certificates/certificate.ts'
import { certificateView, renewableFrom, roleOf, verdictOf } from '../../main/certificates/certificateView.ts'
import { anchorRule, datesRule } from '../../main/certificates/chain.ts'
import type { Trust } from '../../main/certificates/trust.ts'
import { WalletError } from '../../main/failure.ts'
import {
  authorityKeyIdentifier,
  certificateAuthority,
  certificatePolicy,
  clientAuth,
  extendedKeyUsage,
  keyUsage,
  subjectKeyIdentifier,
} from '../../practice/certificateExtensions.ts'
import { household } from '../../practice/household.ts'
import {
  type Authority,
  type CertificatePlan,
  issueCertificate,
  keyIdentifiers,
  withBrokenSignature,
} from '../../practice/issueCertificate.ts'
import { issueJpkiCertificate, type JpkiKind, jpkiAuthority } from '../../practice/jpkiCertificates.ts'
import type { CertificateRole } from '../../preload/shapes/certificates.ts'
import { noTrust } from '../support/drawers.ts'

const at = new Date('2026-11-23T03:00:00Z')
const days = (count: number): Date => new Date(at.getTime() + count * 86_400_000)
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

const caKeys = { authentication: rsa(), signature: rsa() }
const made = (kind: JpkiKind, keys = caKeys[kind]): Authority => jpkiAuthority(kind, keys, days(-1000), days(2000))
const authority = { authentication: made('authentication'), signature: made('signature') }
const holderKeys = rsa()
const person = household('2026-11-23').find(({ id }) => id === 'taro') ?? expect.unreachable()
const leafOf = (kind: JpkiKind, by: Authority = authority[kind]): Uint8Array =>
  issueJpkiCertificate(kind, by, person, holderKeys.publicKey, '2025-06-01')

/** As the real realm knows its authorities: by fingerprint alone. */
function pinning({ authentication = [], signature = [] }: Partial<Record<JpkiKind, Uint8Array[]>>): Trust {
  const prints = (list: Uint8Array[]) => list.map((der) => readCertificate(der).sha256)
  const pinned = { authentication: prints(authentication), signature: prints(signature) }
  return { ...noTrust('real'), jpki: { authentication: [], signature: [], pinned } }
}
const ours = pinning({
  authentication: [authority.authentication.certificate],
  signature: [authority.signature.certificate],
})

const view = (
  certificate: Uint8Array,
  over: Partial<Parameters<typeof certificateView>[0]> & { role?: CertificateRole } = {},
) =>
  certificateView({
    certificate,
    role: 'authentication',
    authority: authority.authentication.certificate,
    trust: ours,
    at,
    ...over,
  })
const broken = async (...input: Parameters<typeof view>): Promise<{ state: string; rules: string[] }> => {
  const { chain } = await view(...input)
  return { state: chain.state, rules: chain.findings.filter(({ ok }) => !ok).map(({ rule }) => rule) }
}

/** An authentication certificate that is wrong in one thing. */
function leaf(over: Partial<CertificatePlan> = {}): Uint8Array {
  const issuer = authority.authentication
  return issueCertificate({
    subject: [
      ['C', 'JP'],
      ['CN', 'PRACTICE0000000000000A'],
    ],
    publicKey: holderKeys.publicKey,
    issuer,
    notBefore: days(-10),
    notAfter: days(100),
    extensions: extensions(),
    ...over,
  })
}
const extensions = (usage = keyUsage('digitalSignature')) => [
  usage,
  extendedKeyUsage([clientAuth]),
  certificatePolicy('1.2.392.200149.8.5.1.3.30', 'http://cps.practice.invalid', true),
  authorityKeyIdentifier(caKeys.authentication.publicKey),
  subjectKeyIdentifier(holderKeys.publicKey),
]

describe('a certificate of the card', () => {
  it('tells what it says, for whom, and that a pinned authority vouches for it', async () => {
    const own = leafOf('signature')
    const shown = await view(own, { role: 'signature', authority: authority.signature.certificate })
    expect(shown).toMatchObject({
      role: 'signature',
      subject: expect.stringContaining('CN=PRACTICE'),
      keyUsage: ['digitalSignature', 'nonRepudiation'],
      extendedKeyUsage: [],
      policies: ['1.2.392.200149.8.5.1.1.20'],
      key: 'RSA 2048',
      expired: false,
      sha256: readCertificate(own).sha256,
      holder: {
        name: person.name.kanji,
        birthDate: person.birthDate,
        address: person.address,
        substituted: { name: false, address: false },
      },
      chain: { state: 'valid' },
      der: Buffer.from(own).toString('base64url'),
    })
    const login = await view(leafOf('authentication'))
    expect(login).toMatchObject({ holder: null, extendedKeyUsage: [clientAuth], chain: { state: 'valid' } })
  })

  it('is told from the others by what its key may do', () => {
    expect(roleOf(readCertificate(leafOf('signature')))).toBe('signature')
    expect(roleOf(readCertificate(leafOf('authentication')))).toBe('authentication')
    expect(roleOf(readCertificate(authority.signature.certificate))).toBeUndefined()
    expect(roleOf(readCertificate(leaf({ extensions: [keyUsage('keyEncipherment')] })))).toBeUndefined()
  })

  it('of every generation is vouched for by its own, though all carry one name', async () => {
    const next = { keys: rsa() }
    const other = made('authentication', next.keys)
    const both = pinning({ authentication: [other.certificate, authority.authentication.certificate] })
    for (const by of [authority.authentication, other]) {
      const input = { authority: by.certificate, trust: both }
      expect((await view(leafOf('authentication', by), input)).chain.state).toBe('valid')
      // The realm of practice knows its authorities whole, and picks among them.
      const whole: Trust = {
        ...noTrust('practice'),
        jpki: { authentication: [other.certificate, authority.authentication.certificate], signature: [] },
      }
      expect((await view(leafOf('authentication', by), { authority: undefined, trust: whole })).chain.state).toBe(
        'valid',
      )
    }
  })
})

describe('is not on our list, which is not wrong', () => {
  it('where its authority is of a generation that nobody pinned', async () => {
    const other = made('authentication', rsa())
    const own = leafOf('authentication', other)
    expect(await broken(own, { authority: other.certificate })).toEqual({ state: 'notOnList', rules: [anchorRule] })
  })

  it('where the card shows no authority', async () => {
    expect(await broken(leafOf('authentication'), { authority: undefined })).toEqual({
      state: 'notOnList',
      rules: [anchorRule],
    })
  })

  it('where its authority is pinned for the other use', async () => {
    const crossed = pinning({ signature: [authority.authentication.certificate] })
    expect(await broken(leafOf('authentication'), { trust: crossed })).toEqual({
      state: 'notOnList',
      rules: [anchorRule],
    })
  })

  it('where an authority copies name and key identifier of a pinned one', async () => {
    const thief = rsa()
    const genuine = readCertificate(authority.authentication.certificate)
    const name = authority.authentication.name
    const certificate = issueCertificate({
      subject: name,
      publicKey: thief.publicKey,
      issuer: { name, privateKey: thief.privateKey },
      notBefore: new Date(genuine.validFrom),
      notAfter: new Date(genuine.validUntil),
      extensions: [
        keyUsage('keyCertSign', 'cRLSign'),
        certificateAuthority(),
        subjectKeyIdentifier(caKeys.authentication.publicKey),
      ],
    })
    const forged = leafOf('authentication', { name, certificate, privateKey: thief.privateKey })
    for (const trust of [
      ours,
      { ...ours, jpki: { authentication: [authority.authentication.certificate], signature: [] } },
    ]) {
      const { state } = await broken(forged, { authority: certificate, trust })
      expect(state).not.toBe('valid')
    }
    expect(await broken(forged, { authority: certificate })).toEqual({ state: 'notOnList', rules: [anchorRule] })
  })
})

describe('is invalid', () => {
  it.each<[string, string, () => Uint8Array]>([
    ['when it ended', 'RFC 5280 6.1.3(a)(2)', () => leaf({ notAfter: days(-1) })],
    ['when it has not begun', 'RFC 5280 6.1.3(a)(2)', () => leaf({ notBefore: days(1) })],
    [
      'when its key may not sign',
      'RFC 5280 4.2.1.3',
      () => leaf({ extensions: extensions(keyUsage('keyEncipherment')) }),
    ],
    [
      'when it is for no log-in',
      'RFC 5280 4.2.1.12',
      () => leaf({ extensions: [keyUsage('digitalSignature'), extendedKeyUsage(['1.3.6.1.5.5.7.3.1'])] }),
    ],
    ['when a byte of its signature differs', 'RFC 5280 6.1.3(a)(1)', () => withBrokenSignature(leaf())],
    [
      'when it has a critical extension that nobody knows',
      'RFC 5280 4.2 critical extensions',
      () =>
        leaf({
          extensions: [
            ...extensions(),
            new Extension({ extnID: '1.2.392.200149.8.5.99', critical: true, extnValue: new Null().toBER() }),
          ],
        }),
    ],
  ])('%s', async (_, rule, certificate) => {
    const { state, rules } = await broken(certificate())
    expect(state).toBe('invalid')
    expect(rules).toContain(rule)
  })

  it('when the authority that came along did not sign it', async () => {
    const other = made('authentication', rsa())
    const { state, rules } = await broken(leafOf('authentication', other))
    expect(state).toBe('invalid')
    expect(rules).toContain('RFC 5280 6.1.3(a)(1)')
  })

  it('when its authority is none: basicConstraints missing', async () => {
    const keys = rsa()
    const name = authority.authentication.name
    const issuer = { name, privateKey: keys.privateKey }
    const certificate = issueCertificate({
      subject: name,
      publicKey: keys.publicKey,
      issuer,
      notBefore: days(-10),
      notAfter: days(100),
      extensions: [...keyIdentifiers({ publicKey: keys.publicKey, issuer }), keyUsage('keyCertSign', 'cRLSign')],
    })
    const own = leafOf('authentication', { name, certificate, privateKey: keys.privateKey })
    // Even one that somebody pinned by mistake.
    for (const trust of [ours, pinning({ authentication: [certificate] })]) {
      const { state, rules } = await broken(own, { authority: certificate, trust })
      expect(state).toBe('invalid')
      expect(rules).toContain('RFC 5280 6.1.4(k)')
    }
  })

  it('when it is no certificate', async () => {
    await expect(view(Uint8Array.of(0x30, 0x00))).rejects.toBeInstanceOf(WalletError)
  })
})

describe('the one word for its holder', () => {
  const facts = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' }
  const during = new Date('2026-06-01T00:00:00Z')
  const [before, after] = [new Date('2025-06-01T00:00:00Z'), new Date('2027-06-01T00:00:00Z')]
  it.each([
    ['valid', [], during],
    ['notOnList', [anchorRule], during],
    ['expired', [datesRule], after],
    ['expired', [datesRule, anchorRule], after],
    ['notYet', [datesRule], before],
    ['invalid', ['RFC 5280 6.1.3(a)(1)'], during],
    ['invalid', ['RFC 5280 4.2.1.3', datesRule], after],
    // Its authority has ended and it has not: nothing that the holder could renew.
    ['invalid', [datesRule], during],
  ] as const)('is %s when these fail: %j', (verdict, failing, now) => {
    const findings = ['RFC 5280 6.1', ...failing].map((rule, index) => ({ rule, ok: index === 0, message: '' }))
    expect(verdictOf(findings, facts, now)).toBe(verdict)
  })

  it('with the day three months before its end, the last of a shorter month where there is no such day', () => {
    expect(renewableFrom('2028-06-15T14:59:59Z')).toBe('2028-03-15')
    expect(renewableFrom('2028-05-31T14:59:59Z')).toBe('2028-02-29')
    expect(renewableFrom('2028-02-10T14:59:59Z')).toBe('2027-11-10')
    expect(renewableFrom('2028-06-14T15:00:00Z')).toBe('2028-03-15')
  })
})

describe('an authority of the card', () => {
  it.each(['authentication', 'signature'] as const)(
    'for %s is valid when pinned, and else not on our list',
    async (kind) => {
      const role = `${kind}Authority` as const
      const input = { role, authority: undefined }
      expect((await view(authority[kind].certificate, input)).chain.state).toBe('valid')
      expect(await broken(made(kind, rsa()).certificate, input)).toEqual({ state: 'notOnList', rules: [anchorRule] })
    },
  )

  it('is invalid when its signature does not hold, also when its name is a pinned one’s', async () => {
    const { state } = await broken(withBrokenSignature(authority.signature.certificate), {
      role: 'signatureAuthority',
      authority: undefined,
    })
    expect(state).toBe('invalid')
  })

  it('is invalid when it is a person’s certificate in that place', async () => {
    const { state } = await broken(leafOf('authentication'), { role: 'authenticationAuthority', authority: undefined })
    expect(state).toBe('invalid')
  })
})
