// For tests: applications as a wallet fills, signs and sends them, each part of which can be made wrong.
import { createHash, randomUUID, sign } from 'node:crypto'
import { addDays, dayInJapan } from '../calendar.ts'
import { applicationBytes, type SignedContent } from './applications/statement.ts'
import { bearer, bodyOf, type TestPortal, tokenOf } from './testPortal.ts'

type Form = SignedContent['form']

export interface SentApplication {
  readonly procedure: string
  readonly form: Form
  readonly attachments?: readonly { readonly id: string; readonly media: string; readonly bytes: Uint8Array }[]
  readonly on_behalf?: { readonly name: string; readonly birth_date: string }
  readonly requestId?: string
  /** Whose key signs, and which; the sender's own when left out. */
  readonly signer?: string
  readonly key?: 'authentication' | 'signature'
  readonly unsigned?: true
  readonly signedForm?: Form
  readonly headers?: Record<string, string>
  /** Receipt of what is corrected. */
  readonly corrects?: string
}

export const pdf = Uint8Array.from(Buffer.from('%PDF-1.7 practice'))
/** 8 × 8 points. */
export const jpeg = Uint8Array.from(
  Buffer.from(
    [
      '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj',
      '5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//',
      'wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAXEAEAAwAAAAAAAAAAAAAAAAAAFmOh/8QAFQEBAQAAAAAAAA',
      'AAAAAAAAAAAgT/xAAZEQABBQAAAAAAAAAAAAAAAAAAAQMSFFH/2gAMAwEAAhEDEQA/AKQCnAFVlzQxQ//Z',
    ].join(''),
    'base64',
  ),
)

export async function send(portal: TestPortal, person: string, plan: SentApplication): Promise<Response> {
  const requestId = plan.requestId ?? randomUUID()
  const attachments = (plan.attachments ?? []).map(({ id, media, bytes }) => ({ id, media, bytes, name: `${id}.bin` }))
  const content: SignedContent = {
    procedure: plan.procedure,
    form: plan.signedForm ?? plan.form,
    attachments: attachments.map(({ bytes, ...rest }) => ({
      ...rest,
      sha256: createHash('sha256').update(bytes).digest('base64url'),
    })),
    ...(plan.on_behalf === undefined ? {} : { on_behalf: plan.on_behalf }),
    ...(plan.corrects === undefined ? {} : { corrects: plan.corrects }),
  }
  const key = portal.world.person(plan.signer ?? person)?.[plan.key ?? 'signature']
  const signature =
    key === undefined || plan.unsigned
      ? {}
      : {
          signature: {
            certificate: Buffer.from(key.certificate).toString('base64url'),
            signature: sign('RSA-SHA256', applicationBytes(portal.origin, requestId, content), key.privateKey).toString(
              'base64url',
            ),
          },
        }
  const body = {
    request_id: requestId,
    form: plan.form,
    attachments: attachments.map(({ bytes, ...rest }) => ({
      ...rest,
      content: Buffer.from(bytes).toString('base64url'),
    })),
    ...(plan.corrects === undefined ? { procedure: plan.procedure } : { action: 'correct' }),
    ...(plan.on_behalf === undefined ? {} : { on_behalf: plan.on_behalf }),
    ...signature,
  }
  return portal.fetch(
    new Request(`${portal.origin}/api/applications/v1${plan.corrects === undefined ? '' : `/${plan.corrects}`}`, {
      method: plan.corrects === undefined ? 'POST' : 'PATCH',
      headers: { 'content-type': 'application/json', ...bearer(await tokenOf(portal, person)), ...plan.headers },
      body: JSON.stringify(body),
    }),
  )
}

export async function seen(portal: TestPortal, person: string, receipt: string): Promise<Record<string, unknown>> {
  return bodyOf(await portal.get(`/api/applications/v1/${receipt}`, bearer(await tokenOf(portal, person))))
}

function facts(portal: TestPortal, id: string) {
  const person = portal.world.person(id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return { name: person.name.kanji, kana: person.name.kana, birth_date: person.birthDate, address: person.address }
}

export function named(portal: TestPortal, id: string): { name: string; birth_date: string } {
  const { name, birth_date } = facts(portal, id)
  return { name, birth_date }
}

export function account(portal: TestPortal, id: string) {
  return { bank_code: '9999', branch_code: '001', kind: '普通', number: '0000001', holder_kana: facts(portal, id).kana }
}

/** A good form of each procedure, as that person would fill it. */
export function formOf(portal: TestPortal, procedure: string, id: string): Form {
  const { name, birth_date, address } = facts(portal, id)
  const today = dayInJapan(portal.now())
  const forms: Readonly<Record<string, Form>> = {
    'moving-out': {
      movers: ['taro', 'hanako', 'sakura', 'haruto', 'ume'].map((one) => named(portal, one)),
      old_address: address,
      new_address: '練習県見本市見本町９９丁目１番１号',
      new_municipality: '131016',
      moving_on: addDays(today, 5),
      phone: '090-0000-0000',
      visit_on: addDays(today, 7),
      visit_office: '見本市役所',
      visitor: name,
      consent: true,
    },
    'child-allowance': {
      claimant: name,
      address,
      children: [named(portal, 'sakura'), named(portal, 'haruto')],
      reason: 'move',
      happened_on: today,
      civil_servant: false,
      living_apart: false,
      account: account(portal, id),
      consent: true,
    },
    benefit: {
      head: name,
      address,
      phone: '090-0000-0000',
      members: 5,
      account: account(portal, id),
      consent: true,
    },
    'public-account': { account: account(portal, id), consent: true },
    childcare: {
      child: named(portal, 'haruto'),
      kind: 'after_school',
      hopes: ['見本学童'],
      from: addDays(today, 60),
      parents: [
        { name: facts(portal, 'taro').name, reason: 'work' },
        { name: facts(portal, 'hanako').name, reason: 'work' },
      ],
      consent: true,
    },
    passport: {
      name,
      name_roman: portal.world.person(id)?.name.roman ?? '',
      birth_date,
      address,
      validity: '5',
      family_register_id: '0000000000000000',
      consent: true,
    },
    'care-need': {
      insured: { name, birth_date },
      address,
      insured_number: '0000000012',
      kind: 'new',
      doctor: { clinic: '練習クリニック', name: '練習 医師' },
      sender_relation: 'child',
      phone: '090-0000-0000',
      consent: true,
    },
    'tax-certificate': {
      name,
      address,
      kind: 'その1',
      tax: '申告所得税',
      years: [2024, 2025],
      purpose: '練習',
      consent: true,
    },
    'residence-certificate': { whole_household: true, purpose: '練習', consent: true },
    'income-certificate': { year: 2025, purpose: '練習', consent: true },
    'social-insurance': {
      company: { name: '練習商店株式会社', number: '9999999999999' },
      year: 2026,
      employees: [{ number: 1, name: '見本 次郎', pay: [300_000, 310_000, 305_000], days: [30, 31, 30] }],
      consent: true,
    },
  }
  const form = forms[procedure]
  if (form === undefined) throw new Error(`no form for ${procedure}`)
  return form
}
