// A credential in place of a file: what is taken, and everything that is not.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { mdlNamespace } from '../../issuing/types.ts'
import type { CredentialKindId } from '../issuer/kinds.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { formOf, jpeg, send } from '../testApplication.ts'
import { bodyOf, type Held, newHolderKey, presentAll, receive } from '../testPortal.ts'

const held: Record<string, Held> = {}
const portal = await portalOfFile()
beforeAll(async () => {
  for (const person of ['taro', 'hanako'])
    for (const kind of ['health-insurance', 'licence'] as const)
      held[`${person} ${kind}`] = await receive(portal, person, kind)
})

interface Plan {
  readonly of?: string
  readonly kind?: CredentialKindId
  readonly names?: readonly string[]
  readonly clientId?: string
  readonly nonce?: string
  readonly signer?: ReturnType<typeof newHolderKey>
  readonly rule?: string
  readonly media?: string
  readonly change?: (presentation: string) => string
}
const insurance = ['name', 'birth_date', 'insurer_name']
const licence = ['family_name_national_character', 'given_name_national_character', 'birth_date']

/** For the 給付金 of taro, sent as the wallet would; never completed, so that it can be sent again and again. */
async function sentWith({ of = 'taro', kind = 'health-insurance', names, rule = 'identity', media, ...over }: Plan) {
  const requestId = randomUUID()
  const sdJwt = kind === 'health-insurance'
  const paths = (names ?? (sdJwt ? insurance : licence)).map((name) => (sdJwt ? [name] : [mdlNamespace, name]))
  const one = held[`${of} ${kind}`] ?? expect.unreachable()
  const request = {
    client_id: portal.origin,
    nonce: requestId,
    state: '',
    response_uri: `${portal.origin}/api/applications/v1`,
    response_mode: '',
    dcql_query: { credentials: [] },
    client_metadata: {},
  }
  const { change = (same: string) => same, ...binding } = over
  const { a: [presentation = ''] = [] } = await presentAll(
    portal,
    request,
    { a: { held: one, paths, change } },
    binding,
  )
  const attachments = [
    { id: 'passbook', media: 'image/jpeg', bytes: jpeg },
    {
      id: rule,
      media: media ?? (sdJwt ? 'application/dc+sd-jwt' : 'application/cbor'),
      bytes: Uint8Array.from(Buffer.from(presentation, sdJwt ? 'utf8' : 'base64url')),
    },
  ]
  // Unsigned: whatever is right gets as far as the signature.
  const form = formOf(portal, 'benefit', 'taro')
  return bodyOf(await send(portal, 'taro', { procedure: 'benefit', form, attachments, requestId, unsigned: true }))
}

describe('is taken', () => {
  it.each<[string, Plan]>([
    ['insurance, with what is required', {}],
    ['insurance, with something more that the rule names', { names: [...insurance, 'number'] }],
    ['a licence', { kind: 'licence' }],
    ['a licence with its address', { kind: 'licence', names: [...licence, 'resident_address'] }],
  ])('%s', async (_, plan) => {
    expect(await sentWith(plan)).toMatchObject({ code: 'signature_missing' })
  })
})

describe('is refused', () => {
  it.each<[string, Plan, string]>([
    ['made for another application', { nonce: randomUUID() }, '証明書を確認できませんでした'],
    [
      'a licence made for another application',
      { kind: 'licence', nonce: randomUUID() },
      '証明書を確認できませんでした',
    ],
    ['made for somebody else', { clientId: 'https://other.example' }, '証明書を確認できませんでした'],
    ['bound by another key', { signer: newHolderKey() }, '証明書を確認できませんでした'],
    ['of somebody else', { of: 'hanako' }, '申請する方の証明書ではありません'],
    ['a licence of somebody else', { of: 'hanako', kind: 'licence' }, '申請する方の証明書ではありません'],
    ['with less than is required', { names: ['name'] }, '必要な項目がそろっていません'],
    ['with more than was asked', { names: [...insurance, 'copayment_rate'] }, '求めていない項目が入っています'],
    ['a licence with more', { kind: 'licence', names: [...licence, 'sex'] }, '求めていない項目が入っています'],
    ['where only files are taken', { rule: 'passbook2' }, 'この証明書は受け取れません'],
    ['sent as what it is not', { media: 'application/cbor' }, '証明書を読み取れませんでした'],
    ['cut short', { change: (whole) => whole.slice(0, whole.length / 2) }, '証明書を'],
    ['nothing at all', { change: () => 'x' }, '証明書を読み取れませんでした'],
  ])('one %s', async (_, plan, message) => {
    expect(await sentWith(plan)).toMatchObject({
      code: 'attachment_rejected',
      fields: [{ message: expect.stringContaining(message) }],
    })
  })

  it('one that was revoked', async () => {
    await portal.control.setStatus({ person: 'taro', credential: 'health-insurance' }, 'invalid')
    expect(await sentWith({})).toMatchObject({ code: 'attachment_rejected' })
  })
})
