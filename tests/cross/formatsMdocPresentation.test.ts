// An mdoc presented, bound to who asks, with the chosen elements and no others: ISO/IEC 18013-5 9.1.3, OpenID4VP B.2.
import { describe, expect, test } from 'vitest'
import { type CborValue, decodeCbor } from '../../main/credentials/cbor.ts'
import { rewrite } from '../../main/credentials/cose.ts'
import { verifyDeviceResponse } from '../../main/credentials/deviceResponse.ts'
import { embed, encodeCbor } from '../../main/credentials/encodeCbor.ts'
import { presentMdoc } from '../../main/credentials/mdoc.ts'
import { at, later } from './formatsPki.ts'
import { docType, holder, issued, ns, replaceText, roots, stranger, type Tree, tree } from './mdocOfTest.ts'

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
