// What an mdoc and its presentation must be accepted and refused for: ISO/IEC 18013-5 9.1 and 9.3, OpenID4VP B.2.
import { createHash, type KeyObject, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { allHold } from '../../main/certificates/finding.ts'
import { CborTag, type CborValue, decodeCbor } from '../../main/credentials/cbor.ts'
import { isMap, rewrite, signatureInput } from '../../main/credentials/cose.ts'
import { verifyDeviceResponse } from '../../main/credentials/deviceResponse.ts'
import { type CborInput, embed, encodeCbor } from '../../main/credentials/encodeCbor.ts'
import { presentMdoc, verifyMdoc } from '../../main/credentials/mdoc.ts'
import { signerCertificate } from '../../practice/authorities.ts'
import { extendedKeyUsage, keyUsage, mdocDocumentSigner } from '../../practice/certificateExtensions.ts'
import { issueCertificate, keyIdentifiers } from '../../practice/issueCertificate.ts'
import { dateTime, fullDate, issueMdoc, type MdocPlan } from '../../practice/issuing/mdoc.ts'
import { at, ecKeys, later, makeHolder, makePki } from './formatsPki.ts'

const pki = makePki()
const holder = makeHolder()
const stranger = makeHolder()
const signer = pki.signer('documentSigner')
const roots = [pki.root.certificate]
const docType = 'org.iso.18013.5.1.mDL'
const ns = 'org.iso.18013.5.1'
const plan: MdocPlan = {
  docType,
  namespaces: {
    [ns]: { family_name: 'RENSHU', birth_date: fullDate('1984-05-06'), issuing_country: 'JP', age_over_20: true },
    'org.iso.18013.5.1.jp': { licence_colour: '優良' },
  },
  holderJwk: holder.jwk,
  signer,
  validity: { signed: at, validFrom: at, validUntil: later(300) },
  status: { uri: 'https://issuer.practice.invalid/status/1', index: 3 },
}
const issued = issueMdoc(plan)

const verify = (issuerSigned: Uint8Array, over: object = {}) =>
  verifyMdoc({ issuerSigned, roots, at, holderJwk: holder.jwk, expectedType: docType, ...over })

async function failing(issuerSigned: Uint8Array, over: object = {}): Promise<string[]> {
  const { findings } = await verify(issuerSigned, over)
  return findings.filter(({ ok }) => !ok).map(({ rule }) => rule)
}

type Tree = Map<string | number, CborValue>

/** The same document with its parts changed; `resign` writes the security object anew, as a careless issuer would. */
function changed(
  change: { items?: (items: Tree[]) => void; mso?: (mso: Tree) => void; auth?: (auth: CborValue[]) => void },
  key: KeyObject = signer.privateKey,
): Uint8Array {
  const top = tree(decodeCbor(issued))
  const auth = [...(top.get('issuerAuth') as CborValue[])]
  const [protectedBytes, , payload] = auth
  const mso = tree(inside(decodeCbor(payload as Uint8Array)))
  const nameSpaces = tree(top.get('nameSpaces'))
  let rewritten: CborInput = rewrite(nameSpaces)
  if (change.items !== undefined) {
    const items = (nameSpaces.get(ns) as CborValue[]).map((item) => tree(inside(item)))
    change.items(items)
    const bytes = items.map((item) => embed(rewrite(item)))
    rewritten = { [ns]: bytes }
    const digests = new Map(
      items.map((item, index) => [
        Number(item.get('digestID')),
        new Uint8Array(
          createHash('sha256')
            .update(bytes[index]?.bytes ?? '')
            .digest(),
        ),
      ]),
    )
    mso.set('valueDigests', new Map([[ns, digests]]))
  }
  if (change.items !== undefined || change.mso !== undefined) {
    change.mso?.(mso)
    const fresh = embed(rewrite(mso)).bytes
    auth[2] = fresh
    const input = signatureInput(protectedBytes as Uint8Array, fresh)
    auth[3] = Uint8Array.from(sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' }))
  }
  change.auth?.(auth)
  return encodeCbor({ nameSpaces: rewritten, issuerAuth: rewrite(auth) })
}

function tree(value: CborValue): Tree {
  if (!isMap(value)) throw new Error('not a map')
  return new Map(value)
}

function inside(value: CborValue): CborValue {
  if (!(value instanceof CborTag) || !(value.value instanceof Uint8Array)) throw new Error('not embedded')
  return decodeCbor(value.value)
}

const tagged = (instant: Date): CborValue => decodeCbor(encodeCbor(dateTime(instant)))

function validity(over: Record<string, CborValue>): (mso: Tree) => void {
  return (mso) => {
    const info = tree(mso.get('validityInfo'))
    for (const [name, value] of Object.entries(over)) info.set(name, value)
    mso.set('validityInfo', info)
  }
}

describe('an issued mdoc', () => {
  test('holds, and reads', async () => {
    const verified = await verify(issued)
    expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(verified).toMatchObject({
      type: docType,
      issuer: { name: '練習用発行機関' },
      validUntil: later(300).toISOString().replace(/\.\d+/, '.000'),
      status: { index: 3 },
    })
    expect(Object.fromEntries(verified.attributes.map(({ path, value }) => [path.join(' '), value]))).toEqual({
      [`${ns} family_name`]: 'RENSHU',
      [`${ns} birth_date`]: '1984-05-06',
      [`${ns} issuing_country`]: 'JP',
      [`${ns} age_over_20`]: true,
      'org.iso.18013.5.1.jp licence_colour': '優良',
    })
  })

  test('holds when written anew, so that the changes below are what is refused', async () => {
    expect(await failing(changed({ items: () => undefined }))).toEqual([])
  })

  test.each<[string, string, () => Uint8Array]>([
    ['an element changed after signing', '9.3.1 digests', () => replaceText(issued, 'RENSHU', 'RENSHA')],
    ['a security object changed after signing', '9.3.1 signature', () => replaceText(issued, 'SHA-256', 'SHA-255')],
    ["a stranger's signature", '9.3.1 signature', () => changed({ items: () => undefined }, ecKeys().privateKey)],
    [
      'a digest that is missing',
      '9.3.1 digests',
      () => changed({ items: () => undefined, mso: (mso) => mso.set('valueDigests', new Map([[ns, new Map()]])) }),
    ],
    [
      'a digest algorithm that nobody knows',
      '9.3.1 digests',
      () => changed({ mso: (mso) => mso.set('digestAlgorithm', 'MD5') }),
    ],
    [
      'a digest algorithm that every object has',
      '9.3.1 digests',
      () => changed({ mso: (mso) => mso.set('digestAlgorithm', 'constructor') }),
    ],
    ['a version that is not understood', '9.1.2.4 version', () => changed({ mso: (mso) => mso.set('version', '2.0') })],
    [
      '15 random bytes',
      '9.1.2.5 random',
      () => changed({ items: ([item]) => item?.set('random', new Uint8Array(15)) }),
    ],
    [
      'a digest identifier twice',
      '9.1.2.5 digest identifiers',
      () => changed({ items: ([a, b]) => b?.set('digestID', a?.get('digestID')) }),
    ],
    [
      'an element twice',
      '8.3.2.1.2.2 elements',
      () => changed({ items: ([a, b]) => b?.set('elementIdentifier', a?.get('elementIdentifier')) }),
    ],
    [
      'another country than the signer',
      '7.2.1 issuing_country',
      () =>
        changed({
          items: (items) =>
            items.find((i) => i.get('elementIdentifier') === 'issuing_country')?.set('elementValue', 'UT'),
        }),
    ],
    ['not valid yet', '9.3.1 validFrom', () => changed({ mso: validity({ validFrom: tagged(later(1)) }) })],
    [
      'signed in the future',
      '9.3.1 validFrom',
      () => changed({ mso: validity({ signed: tagged(later(1)), validFrom: tagged(later(1)) }) }),
    ],
    [
      'valid before it was signed',
      '9.3.1 validFrom',
      () => changed({ mso: validity({ validFrom: tagged(later(-1)) }) }),
    ],
    ['expired', '9.3.1 validUntil', () => changed({ mso: validity({ validUntil: tagged(at) }) })],
    [
      'signed before the certificate began',
      '9.3.1 signed',
      () => changed({ mso: validity({ signed: tagged(later(-31)) }) }),
    ],
    ["a stranger's device key", '9.1.2.4 deviceKey', () => issueMdoc({ ...plan, holderJwk: stranger.jwk })],
    ['another kind than asked for', '9.3.1 docType', () => issueMdoc({ ...plan, docType: 'other' })],
  ])('is refused with %s', async (_, rule, make) => {
    expect(await failing(make())).toContain(`ISO/IEC 18013-5 ${rule}`)
  })

  test.each<[string, (auth: CborValue[]) => void]>([
    ['no payload', (auth) => void auth.splice(2, 1, null)],
    ['no certificate', (auth) => void auth.splice(1, 1, new Map())],
    ['three parts', (auth) => void auth.pop()],
    ['a protected header that is no map', (auth) => void auth.splice(0, 1, encodeCbor([]))],
  ])('cannot be read with %s in its signature', async (_, auth) => {
    await expect(verify(changed({ auth }))).rejects.toMatchObject({ failure: { code: 'credential.invalid' } })
  })

  test('an algorithm other than ES256 and ES384 is refused', async () => {
    const auth = (parts: CborValue[]) => void parts.splice(0, 1, encodeCbor(new Map([[1, 5]])))
    expect(await failing(changed({ auth }))).toContain('ISO/IEC 18013-5 9.3.1 signature')
  })
})

describe('the document signer', () => {
  const keys = ecKeys()
  const common = { publicKey: keys.publicKey, issuer: pki.root, notBefore: later(-30), notAfter: later(400) }
  const certificate = (over: object) =>
    issueCertificate({
      ...common,
      subject: [
        ['C', 'JP'],
        ['O', '練習用発行機関'],
      ],
      extensions: [
        ...keyIdentifiers(common),
        keyUsage('digitalSignature'),
        extendedKeyUsage([mdocDocumentSigner], true),
      ],
      ...over,
    })
  const withSigner = (der: Uint8Array) => issueMdoc({ ...plan, signer: { chain: [der], privateKey: keys.privateKey } })

  test('of the right profile holds', async () => {
    expect(await failing(withSigner(certificate({})))).toEqual([])
  })

  test.each<[string, string, () => Uint8Array]>([
    [
      'without its extended key usage',
      'ISO/IEC 18013-5 B.1.4 extended key usage',
      () => certificate({ extensions: [...keyIdentifiers(common), keyUsage('digitalSignature')] }),
    ],
    [
      'with another extended key usage',
      'ISO/IEC 18013-5 B.1.4 extended key usage',
      () =>
        certificate({
          extensions: [
            ...keyIdentifiers(common),
            keyUsage('digitalSignature'),
            extendedKeyUsage(['1.3.6.1.5.5.7.3.2']),
          ],
        }),
    ],
    [
      'without key usage',
      'RFC 5280 4.2.1.3',
      () => certificate({ extensions: [...keyIdentifiers(common), extendedKeyUsage([mdocDocumentSigner], true)] }),
    ],
    [
      'of another country than its root',
      'ISO/IEC 18013-5 B.1.4 country',
      () =>
        certificate({
          subject: [
            ['C', 'UT'],
            ['O', 'x'],
          ],
        }),
    ],
    ['that lasts too long', 'ISO/IEC 18013-5 B.1.4 validity', () => certificate({ notAfter: later(500) })],
    [
      'of an SD-JWT issuer',
      'ISO/IEC 18013-5 B.1.4 extended key usage',
      () => signerCertificate('credentialIssuer', pki.root, keys.publicKey, later(-30), later(300)),
    ],
    ['that has expired', 'RFC 5280 6.1.3(a)(2)', () => certificate({ notBefore: later(-60), notAfter: later(-1) })],
  ])('is refused %s', async (_, rule, der) => {
    expect(await failing(withSigner(der()))).toContain(rule)
  })

  test('under a root that is not on the list is refused', async () => {
    expect(await failing(issued, { roots: [makePki().root.certificate] })).toContain('RFC 5280 6.1.1(d) trust anchor')
  })
})

describe('a presentation', () => {
  const session = {
    clientId: 'x509_hash:practice-verifier',
    nonce: 'n-0S6_WzA2Mj',
    responseUri: 'https://verifier.practice.invalid/response',
    encryptionJwkThumbprint: new Uint8Array(32).fill(7),
  }
  const chosen = [
    [ns, 'age_over_20'],
    [ns, 'family_name'],
  ]
  const present = (over: object = {}, from = holder) => presentMdoc(issued, chosen, { ...session, ...over }, from.sign)
  const check = (response: Uint8Array, over: object = {}) =>
    verifyDeviceResponse({ response, session, at, roots, expectedType: docType, ...over })

  test('holds, and shows the chosen elements and no other', async () => {
    const result = await check(await present())
    expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(result.ok).toBe(true)
    expect(result.claims).toEqual({ [ns]: { family_name: 'RENSHU', age_over_20: true } })
    expect(result.holderJwk).toMatchObject(holder.jwk)
    expect(Buffer.from(await present()).includes('1984-05-06')).toBe(false)
  })

  test('with nothing chosen holds and shows nothing', async () => {
    const result = await check(await presentMdoc(issued, [], session, holder.sign))
    expect(result).toMatchObject({ ok: true, claims: {} })
  })

  test('an element asked for twice is sent once', async () => {
    const response = await presentMdoc(issued, [...chosen, ...chosen], session, holder.sign)
    expect(response.length).toBe((await present()).length)
    expect((await check(response)).ok).toBe(true)
  })

  test('of an element that is not there is refused before anything is signed', async () => {
    const never = () => {
      throw new Error('signed')
    }
    await expect(presentMdoc(issued, [[ns, 'weight']], session, never)).rejects.toMatchObject({
      failure: { code: 'request.choiceInvalid' },
    })
  })

  test.each<[string, () => Promise<Uint8Array>, object?]>([
    ['for another client', () => present({ clientId: 'x509_hash:other' })],
    ['with another nonce', () => present({ nonce: 'other' })],
    ['for another response address', () => present({ responseUri: 'https://other.invalid' })],
    ['for another encryption key', () => present({ encryptionJwkThumbprint: new Uint8Array(32) })],
    [
      'without the encryption key',
      () =>
        presentMdoc(
          issued,
          chosen,
          { clientId: session.clientId, nonce: session.nonce, responseUri: session.responseUri },
          holder.sign,
        ),
    ],
    ["with a stranger's signature", () => present({}, stranger)],
    ['with a changed element', async () => replaceText(await present(), 'RENSHU', 'RENSHA')],
    ['of an issuer that is not on the list', () => present(), { roots: [] }],
    ['of another kind than asked for', () => present(), { expectedType: 'other' }],
    ['with nothing to check the binding against', () => present(), { session: undefined }],
    ['after it has expired', () => present(), { at: later(301) }],
    ['with another docType outside', async () => edited(await present(), (d) => d.set('docType', 'other'))],
    [
      'that says an error',
      async () =>
        edited(
          await present(),
          () => undefined,
          (r) => r.set('status', 10),
        ),
    ],
    [
      'with two documents',
      async () =>
        edited(
          await present(),
          () => undefined,
          (r) => r.set('documents', [...(r.get('documents') as CborValue[]), ...(r.get('documents') as CborValue[])]),
        ),
    ],
    [
      'with elements the device made up',
      async () =>
        edited(await present(), (d) =>
          d.set(
            'deviceSigned',
            new Map([
              ...tree(d.get('deviceSigned')),
              ['nameSpaces', decodeCbor(embed({ [ns]: { age_over_65: true } }).bytes)],
            ]),
          ),
        ),
    ],
    [
      'with neither signature nor MAC',
      async () =>
        edited(await present(), (d) =>
          d.set(
            'deviceSigned',
            new Map<string | number, CborValue>([...tree(d.get('deviceSigned')), ['deviceAuth', new Map()]]),
          ),
        ),
    ],
  ])('is refused %s', async (_, make, over = {}) => {
    expect((await check(await make(), over)).ok).toBe(false)
  })

  function edited(
    response: Uint8Array,
    document: (d: Tree) => void,
    whole: (r: Tree) => void = () => undefined,
  ): Uint8Array {
    const top = tree(decodeCbor(response))
    const first = tree((top.get('documents') as CborValue[])[0])
    document(first)
    top.set('documents', [first])
    whole(top)
    return encodeCbor(rewrite(top))
  }
})

function replaceText(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const copy = Buffer.from(bytes)
  const place = copy.indexOf(from)
  expect(place).toBeGreaterThan(0)
  copy.write(to, place)
  return new Uint8Array(copy)
}

test('a kept credential still holds as it was at issue', async () => {
  expect(allHold((await verify(issued, { at: later(301) })).findings)).toBe(false)
  expect(allHold((await verify(issued, { at })).findings)).toBe(true)
})
