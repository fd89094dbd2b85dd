// What an mdoc must be accepted and refused for: ISO/IEC 18013-5 9.1 and 9.3. Presented: formatsMdocPresentation.test.ts.
import { createHash, type KeyObject, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { allHold } from '../../main/certificates/finding.ts'
import { CborTag, type CborValue, decodeCbor } from '../../main/credentials/cbor.ts'
import { rewrite, signatureInput } from '../../main/credentials/cose.ts'
import { type CborInput, embed, encodeCbor } from '../../main/credentials/encodeCbor.ts'
import { verifyMdoc } from '../../main/credentials/mdoc.ts'
import { signerCertificate } from '../../practice/authorities.ts'
import { extendedKeyUsage, keyUsage, mdocDocumentSigner } from '../../practice/certificateExtensions.ts'
import { issueCertificate, keyIdentifiers } from '../../practice/issueCertificate.ts'
import { dateTime, issueMdoc } from '../../practice/issuing/mdoc.ts'
import { at, ecKeys, later, makePki } from './formatsPki.ts'
import {
  docType,
  holder,
  issued,
  ns,
  pki,
  plan,
  replaceText,
  roots,
  signer,
  stranger,
  type Tree,
  tree,
} from './mdocOfTest.ts'

const verify = (issuerSigned: Uint8Array, over: object = {}) =>
  verifyMdoc({ issuerSigned, roots, at, holderJwk: holder.jwk, expectedType: docType, ...over })

async function failing(issuerSigned: Uint8Array, over: object = {}): Promise<string[]> {
  const { findings } = await verify(issuerSigned, over)
  return findings.filter(({ ok }) => !ok).map(({ rule }) => rule)
}

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

test('a kept credential still holds as it was at issue', async () => {
  expect(allHold((await verify(issued, { at: later(301) })).findings)).toBe(false)
  expect(allHold((await verify(issued, { at })).findings)).toBe(true)
})
