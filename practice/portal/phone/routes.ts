// The phone's side, as a small page that plays it: scanned once, it shows who would be logged in where, and then a code.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { escapeHtml, htmlPage, page } from '../page.ts'
import { type CardRefusal, cardFields, signByPracticeCard } from '../practiceCard.ts'
import { Problem, problemTitle } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newSecret, sameSecret, sha256 } from '../secrets.ts'
import { statementBytes } from '../statement.ts'
import { countTry, findPhoneLogIn, maximumTries, movePhoneLogIn, type PhoneLogIn, type PhoneState } from './logins.ts'
import { phoneStartRoutes } from './start.ts'

const title = { ja: '練習用のスマートフォン', en: 'Practice phone' }
const pageToken = z.string().regex(/^[\w-]{43}$/)

export function phoneRoutes(context: PortalContext): Route[] {
  return [
    ...phoneStartRoutes(context),
    open('GET /phone/:secret', {
      summary: 'The page behind the QR code; opens once',
      answers: { 200: htmlPage },
      handle: ({ params }) => scan(context, params['secret'] ?? ''),
    }),
    open('POST /phone/:secret/card', {
      summary: 'The practice card is held to the phone',
      form: z.strictObject({ page: pageToken, person: z.string().max(20), pin: z.string().max(8) }),
      answers: { 200: htmlPage },
      handle: ({ params, body }) => recognise(context, params['secret'] ?? '', body),
    }),
    open('POST /phone/:secret/answer', {
      summary: 'The person confirms or refuses on the phone',
      form: z.strictObject({ page: pageToken, answer: z.enum(['yes', 'no']) }),
      answers: { 200: htmlPage },
      handle: ({ params, body }) => decide(context, params['secret'] ?? '', body),
    }),
  ]
}

/** What the card signs on the phone: where, which log-in, and by whose key it was begun. */
function phoneLogInBytes(origin: string, { id, keyThumbprint }: PhoneLogIn): Uint8Array {
  return statementBytes('tefuda/phone-login/1', origin, id, keyThumbprint)
}

function scan(context: PortalContext, secret: string): Response {
  const login = requireOpen(context, secret)
  const token = newSecret()
  if (!movePhoneLogIn(context, login.id, 'waiting', 'scanned', { page: token })) throw new Problem('window_closed')
  return cardPage(context, secret, token)
}

async function recognise(
  context: PortalContext,
  secret: string,
  sent: { page: string; person: string; pin: string },
): Promise<Response> {
  const login = requirePage(context, secret, 'scanned', sent.page)
  const refusal = await signByPracticeCard(context, sent.person, sent.pin, phoneLogInBytes(context.origin, login))
  if (refusal === 'pin_incorrect') return wrongPin(context, secret, login)
  if (refusal !== undefined) return stop(context, login, 'scanned', refusal)
  const token = newSecret()
  const person = context.world.person(sent.person)
  if (person === undefined) throw new Problem('not_found')
  if (!movePhoneLogIn(context, login.id, 'scanned', 'recognised', { page: token, person: person.id })) {
    throw new Problem('window_closed')
  }
  const begun = new Date(login.startedAt).toLocaleTimeString('ja-JP', { timeZone: 'Asia/Tokyo' })
  return page(
    title,
    `<h2><span lang="ja">このPCでログインしますか</span> / <span lang="en">Log in on this PC?</span></h2>
<dl><dt>ログインする人 / Who</dt><dd>${escapeHtml(person.name.kanji)}</dd>
<dt>ログイン先 / Where</dt><dd>練習用ポータル (${escapeHtml(context.origin)})</dd>
<dt>PC</dt><dd>${escapeHtml(login.pcName)}</dd><dt>始めた時刻 / Begun</dt><dd>${escapeHtml(begun)}</dd></dl>
<p lang="ja"><strong>いま目の前のPCに出ているQRコードを読んだときだけ、進んでください。</strong>送られてきたQRコードなら、進むと相手があなたとしてログインします。</p>
<p lang="en"><strong>Go on only if you scanned the code from the PC before you.</strong> If somebody sent you the code, going on logs them in as you.</p>
${form(secret, 'answer', token, button('yes', 'ログインする', 'Log in') + button('no', 'やめる', 'Stop'))}`,
  )
}

function decide(context: PortalContext, secret: string, sent: { page: string; answer: 'yes' | 'no' }): Response {
  const login = requirePage(context, secret, 'recognised', sent.page)
  if (sent.answer === 'no' || login.person === null) return stop(context, login, 'recognised', 'access_denied')
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  if (!movePhoneLogIn(context, login.id, 'recognised', 'confirmed', { code })) throw new Problem('window_closed')
  recordHistory(context, login.person, 'log_in')
  return page(
    title,
    `<p lang="ja">この番号を、目の前のPCに入力してください。人には教えないでください。</p>
<p lang="en">Type this number into the PC before you. Tell it to nobody.</p>
<p style="font-size:2.5rem;letter-spacing:.2em" id="code">${code}</p>`,
  )
}

function wrongPin(context: PortalContext, secret: string, login: PhoneLogIn): Response {
  const left = countTry(context, login.id, 'pin_tries')
  if (left <= 0) return stop(context, login, 'scanned', 'too_many_tries')
  const token = newSecret()
  if (!movePhoneLogIn(context, login.id, 'scanned', 'scanned', { page: token })) throw new Problem('window_closed')
  return cardPage(context, secret, token, `暗証番号が違います。あと${left}回。 / Wrong PIN, ${left} left.`)
}

function cardPage(context: PortalContext, secret: string, token: string, warning = ''): Response {
  return page(
    title,
    `${warning === '' ? '' : `<p role="alert"><strong>${warning}</strong></p>`}
<p lang="ja">このページがスマートフォンの代わりをします。練習用のカードを選び、暗証番号を入れてください。</p>
<p lang="en">This page plays the phone. Choose a practice card and type its PIN.</p>
${form(secret, 'card', token, `${cardFields(context)}<p><button>次へ / Next</button></p>`)}`,
  )
}

function stop(context: PortalContext, login: PhoneLogIn, from: PhoneState, why: CardRefusal): Response {
  movePhoneLogIn(context, login.id, from, 'denied')
  if (login.person !== null) recordHistory(context, login.person, 'log_in_by_phone_refused')
  return page(
    title,
    `<p lang="ja">ログインしませんでした。${why === 'pin_incorrect' ? '' : problemTitle(why)}</p><p lang="en">Nobody was logged in (${why}).</p>`,
  )
}

/** @throws not_found, window_closed */
function requireOpen(context: PortalContext, secret: string): PhoneLogIn {
  const found = findPhoneLogIn(context, 'scan', secret)
  if (found === undefined) throw new Problem('not_found')
  if (found.expiresAt <= context.now().getTime() || found.pinTries >= maximumTries) throw new Problem('window_closed')
  return found
}

/** The page that was shown last, and no other: each is good for one answer. @throws window_closed */
function requirePage(context: PortalContext, secret: string, state: PhoneState, token: string): PhoneLogIn {
  const found = requireOpen(context, secret)
  if (found.state !== state || found.pageSha256 === null || !sameSecret(found.pageSha256, sha256(token))) {
    throw new Problem('window_closed')
  }
  return found
}

function form(secret: string, to: string, token: string, inside: string): string {
  return `<form method="post" action="/phone/${escapeHtml(secret)}/${to}"><input type="hidden" name="page" value="${token}">${inside}</form>`
}

function button(value: string, ja: string, en: string): string {
  return `<button name="answer" value="${value}">${ja} / ${en}</button> `
}
