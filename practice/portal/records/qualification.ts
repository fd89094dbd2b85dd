// デジタル資格者証 (facts section 6): a PDF whose QR code leads to a page of the issuer and holds signed content, COSE in base64
// (公). How that content is laid out is not published: this one is a guess (推), and the qualification does not exist.
import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { decodeCbor } from '../../../main/credentials/cbor.ts'
import { isMap, readSign1, sign1Holds } from '../../../main/credentials/cose.ts'
import { dayInJapan } from '../../calendar.ts'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import { makePdf } from '../documents/pdf.ts'
import { signedContent } from '../documents/signedContent.ts'
import { escapeHtml, htmlPage, page } from '../page.ts'
import { Problem } from '../problem.ts'
import { open, personal, type Route } from '../route.ts'

/** Who has passed, and the number in the register. */
const register: Readonly<Record<string, string>> = { taro: '第000001号', hanako: '第000002号' }
const qualification = '練習技能士（架空の国家資格）'
const issuer = '練習省 資格登録課'

export function qualificationRoutes(context: PortalContext): Route[] {
  const issued = new Map<string, Uint8Array>()
  return [
    personal('GET /api/qualifications/v1/certificate', {
      summary: 'デジタル資格者証 as PDF with a QR code',
      answers: { 200: { media: ['application/pdf'] } },
      handle: ({ session }) => {
        const person = context.world.person(session.person)
        const number = register[session.person]
        if (person === undefined || number === undefined || context.faults.strikes('no_data'))
          throw new Problem('no_data')
        // The same until the portal starts anew, which is a re-issue.
        const bytes = issued.get(session.person) ?? certificate(context, person, number)
        issued.set(session.person, bytes)
        return new Response(Uint8Array.from(bytes), {
          headers: { 'content-type': 'application/pdf', 'cache-control': 'no-store' },
        })
      },
    }),
    open('GET /qualifications/check', {
      summary: 'The page that a デジタル資格者証’s QR code leads to',
      query: z.object({ c: z.string().max(4_000) }),
      answers: { 200: htmlPage },
      handle: ({ query }) => {
        const held = checked(context, query.c)
        const words = held === undefined ? ['無効です', 'Not valid'] : [`有効です（${held}）`, `Valid (${held})`]
        const body = words.map((one, at) => `<p lang="${at === 0 ? 'ja' : 'en'}">${escapeHtml(one)}</p>`).join('')
        return page({ ja: '資格者証の確認', en: 'Check of a qualification' }, body)
      },
    }),
  ]
}

function certificate({ now, origin, world }: PortalContext, { name }: PracticePerson, number: string): Uint8Array {
  const issuedOn = dayInJapan(now())
  const content = { realm: 'practice', name: name.kanji, qualification, number, issuedOn, issuer }
  const qr = `${origin}/qualifications/check?c=${signedContent(content, world.signers.credentialIssuer)}`
  const lines: [string, string][] = [
    ['氏名', name.kanji],
    ['資格', qualification],
    ['登録番号', number],
    ['発行日', issuedOn],
    ['発行元', issuer],
  ]
  return makePdf({ title: 'デジタル資格者証', lines, qr })
}

/** The number in the register, where the content is one that this portal signed and that still stands there. */
function checked({ world }: PortalContext, code: string): string | undefined {
  try {
    const sign1 = readSign1(decodeCbor(Uint8Array.from(Buffer.from(code, 'base64url'))))
    const content = sign1.payload === undefined ? undefined : decodeCbor(sign1.payload)
    const key = createPublicKey(world.signers.credentialIssuer.privateKey)
    if (content === undefined || !isMap(content) || !sign1Holds(sign1, key)) return undefined
    const number = content.get('number')
    return Object.values(register).find((one) => one === number)
  } catch {
    // Whatever stands there, it is nothing of this portal's.
    return undefined
  }
}
