// Who signed: chains, times and usages, and CMS files beside their content.
import { describe, expect, it } from 'vitest'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import type { DocumentSignature } from '../../preload/shapes/documents.ts'
import {
  authority,
  commonNameOf,
  inDays,
  makeAuthority,
  makeSigner,
  now,
  type Signer,
  type SignerPlan,
  signed,
  stranger,
  trust,
} from '../support/documentSigners.ts'
import { pdfOf } from '../support/pdfs.ts'
import { refusal } from '../support/refusal.ts'

const content = Buffer.from('a practice contract\n')
const failing = ({ findings }: DocumentSignature) => findings.filter(({ ok }) => !ok).map(({ rule }) => rule)

async function judge(signer: Signer, signedAt = now, at = now, known = trust) {
  const [pdf, cms] = [signed(pdfOf(), 'pades', signer, signedAt), signed(content, 'cms', signer, signedAt)]
  const verdicts = [await verifyDocument(pdf, { trust: known, at }), await verifyDocument(cms, { trust: known, at })]
  const signatures = verdicts.flatMap((one) => one.signatures)
  // The same rules for both kinds of document.
  expect(new Set(signatures.map(({ state }) => state)).size).toBe(1)
  expect(verdicts.map(({ valid }) => valid)).toEqual(signatures.map(({ state }) => state === 'valid'))
  for (const { notes } of verdicts) {
    expect(notes.join()).toContain('Revocation was not checked')
    expect(notes.join()).toContain('own clock')
  }
  const [first] = signatures
  return { state: first?.state, failing: first === undefined ? [] : failing(first) }
}

describe('the signer', () => {
  const of = (plan: SignerPlan) => judge(makeSigner(plan))
  it('is known', async () => expect(await of({})).toEqual({ state: 'valid', failing: [] }))
  it('is nobody of our list, which is not invalid', async () => {
    expect(await of({ under: stranger })).toEqual({
      state: 'notOnList',
      failing: ['RFC 5280 6.1.1(d) trust anchor'],
    })
  })
  it('is vouched for by a fingerprint of the list', async () => {
    const { createHash } = await import('node:crypto')
    const pinned = [createHash('sha256').update(stranger.certificate).digest('hex')]
    const known = { anchors: [], pinned }
    expect(await judge(makeSigner({ under: stranger }), now, now, known)).toMatchObject({ state: 'valid' })
    const alone = { ...makeSigner({ under: stranger }), chain: [] }
    expect(await judge(alone, now, now, known)).toMatchObject({ state: 'notOnList' })
  })
  it('had ended when it signed', async () => {
    const ended = makeSigner({ until: inDays(-10) })
    expect(await judge(ended, inDays(-5))).toEqual({
      state: 'invalid',
      failing: ['RFC 5280 6.1.3(a)(2)'],
    })
  })
  it('has ended since, so that only its own clock speaks for it', async () => {
    const ended = makeSigner({ until: inDays(-10) })
    expect(await judge(ended, inDays(-20))).toEqual({ state: 'expired', failing: ['RFC 5280 6.1.3(a)(2) now'] })
  })
  it('had not begun', async () => {
    expect(await judge(makeSigner({ from: inDays(-10) }), inDays(-20))).toMatchObject({ state: 'invalid' })
  })
  it('claims a time to come', async () => {
    expect(await judge(makeSigner(), inDays(2))).toEqual({
      state: 'invalid',
      failing: ['RFC 5652 11.3 signing time'],
    })
  })
  it('has a key that may not sign', async () => {
    expect(await of({ usages: ['keyEncipherment'] })).toEqual({ state: 'invalid', failing: ['RFC 5280 4.2.1.3'] })
  })
  it('signed with the certificate for logging in', async () => {
    expect(await of({ usages: ['digitalSignature'], forLogIn: true })).toEqual({
      state: 'invalid',
      failing: ['RFC 5280 4.2.1.12'],
    })
  })
  it('signed with it under an authority that nobody knows', async () => {
    expect(await of({ usages: ['digitalSignature'], forLogIn: true, under: stranger })).toMatchObject({
      state: 'invalid',
    })
  })
  it('has a key that is too short', async () => {
    expect(await of({ key: 'weak' })).toMatchObject({ state: 'invalid', failing: ['RFC 5280 4.1.2.7 key'] })
  })
  it('is an authority itself', async () => {
    expect(await of({ isAuthority: true, usages: ['digitalSignature', 'keyCertSign'] })).toMatchObject({
      state: 'invalid',
    })
  })
  it('was certified by somebody who may not', async () => {
    const between = makeSigner({ name: '架空 中間' })
    const posing = {
      name: [
        ['C', 'JP'],
        ['CN', commonNameOf('rsa', authority)],
      ],
      certificate: between.certificate,
      privateKey: between.privateKey,
    } as const
    const victim = makeSigner({ under: posing, name: '架空 被害' })
    const { state, failing: rules } = await judge({ ...victim, chain: [between.certificate, authority.certificate] })
    expect(state).toBe('invalid')
    expect(rules).toEqual(expect.arrayContaining(['RFC 5280 6.1.4(k)', 'RFC 5280 6.1.4(n)']))
  })
  it('has a certificate that only looks like one of ours', async () => {
    const look = makeAuthority('Practice signature authority 2')
    const twin = { ...look, name: authority.name }
    expect(await of({ under: twin })).toMatchObject({ state: 'notOnList' })
  })
})

describe('CMS files', () => {
  const signer = makeSigner()
  const verify = (bytes: Uint8Array, given?: Uint8Array) =>
    verifyDocument(bytes, { trust, at: now, ...(given && { content: given }) })

  it('need what they were made over', async () => {
    const detached = signed(content, 'cms-detached', signer)
    const without = await verify(detached)
    expect(without.signatures.flatMap(failing)).toEqual(['RFC 5652 5.2 content', 'RFC 5652 11.2 message digest'])
    expect(await verify(detached, content)).toMatchObject({ valid: true })
    const other = await verify(detached, Buffer.from('a forged contract\n'))
    expect(other.signatures.flatMap(failing)).toEqual(['RFC 5652 11.2 message digest'])
  })

  it('say it when another file is given than the one inside', async () => {
    const attached = signed(content, 'cms', signer)
    expect(await verify(attached, content)).toMatchObject({ valid: true })
    const other = await verify(attached, Buffer.from('a forged contract\n'))
    expect(other.signatures.flatMap(failing)).toEqual(['RFC 5652 5.2 same content'])
  })

  it('hold nothing behind the signature', async () => {
    const more = Buffer.concat([signed(content, 'cms', signer), Buffer.from('more')])
    expect((await verify(more)).signatures.flatMap(failing)).toEqual(['RFC 5652 3 structure'])
  })

  it('are read as PEM text too', async () => {
    const base64 = Buffer.from(signed(content, 'cms', signer))
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n')
    expect(await verify(Buffer.from(`-----BEGIN CMS-----\n${base64}\n-----END CMS-----\n`))).toMatchObject({
      valid: true,
    })
  })

  it('with a changed content are invalid', async () => {
    const bytes = Buffer.from(signed(content, 'cms', signer))
    bytes.write('forged  ', bytes.indexOf('practice'))
    expect((await verify(bytes)).signatures.flatMap(failing)).toEqual(['RFC 5652 11.2 message digest'])
  })

  it('that are cut short or something else are not understood', async () => {
    const bytes = signed(content, 'cms', signer)
    for (const wrong of [bytes.slice(0, -3), bytes.slice(0, 40), Buffer.from('hello'), new Uint8Array()])
      expect(await refusal(verify(wrong))).toMatchObject({ code: 'file.notUnderstood' })
  })
})
