// How a portal says no: problem details (RFC 9457) with its own code, or OAuth's error form.
import { z } from 'zod'
import { type Failure, fail, WalletError } from '../failure.ts'
import { mediaType, readText } from '../openid/answers.ts'
import { ownMember } from '../ownMember.ts'

const code = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/)
const problem = z.looseObject({
  code: code.optional(),
  error: code.optional(),
  title: z.string().max(300).optional(),
})

/**
 * Turns every answer that is not a success into a failure; gives a success back unread.
 * @throws portal.refused with the portal's own code and title, and how long to wait where it says so; session.expired;
 * portal.unreachable when it is down without saying anything
 */
export async function expectSuccess(response: Response): Promise<Response> {
  if (response.status >= 200 && response.status < 300) return response
  const said = await readProblem(response)
  const reason = said?.code ?? said?.error ?? busy[response.status]
  if (
    response.status === 401 &&
    (reason === undefined || reason === 'session_expired' || reason === 'login_required')
  ) {
    fail({ code: 'session.expired' })
  }
  if (reason === undefined && response.status >= 500) fail({ code: 'portal.unreachable' })
  return fail({
    code: 'portal.refused',
    reason: reason ?? `status_${response.status}`,
    ...(said?.title === undefined ? {} : { title: said.title }),
    ...retryAfter(response),
  })
}

/** "Not now" (RFC 9110 15.6.4, RFC 6585 4). */
const busy: Readonly<Record<number, string>> = { 429: 'rate_limited', 503: 'temporarily_unavailable' }

/** Where nothing but 200 is an answer. @throws portal.badAnswer; as expectSuccess where the other side says "not now" */
export async function expectOk(response: Response): Promise<Response> {
  if (response.status === 200) return response
  if (Object.hasOwn(busy, response.status)) return expectSuccess(response)
  return fail({ code: 'portal.badAnswer', detail: `status ${response.status}` })
}

/** An answer that says no, rather than "not now" or nothing. */
export const isNo = ({ status }: Response): boolean => status >= 400 && status < 500 && status !== 429

const longestWait = 7 * 86_400

/** Seconds until the next try, as RFC 9110 10.2.3 has it: a number, or a day beside the answer's own. */
function retryAfter({ headers }: Response): { retryAfter?: number } {
  const told = headers.get('retry-after') ?? ''
  const seconds = /^\d{1,8}$/.test(told)
    ? Number(told)
    : Math.round((Date.parse(told) - Date.parse(headers.get('date') ?? '')) / 1000)
  return seconds > 0 && seconds <= longestWait ? { retryAfter: seconds } : {}
}

/**
 * As expectSuccess, with a failure of our own for some of the portal's reasons.
 * @throws those, and what expectSuccess throws
 */
export async function expectUnless(response: Response, own: Readonly<Record<string, Failure>>): Promise<Response> {
  try {
    return await expectSuccess(response)
  } catch (error) {
    const reason = error instanceof WalletError && error.failure.code === 'portal.refused' ? error.failure.reason : ''
    const failure = ownMember(own, reason)
    if (failure === undefined) throw error
    return fail(failure, error)
  }
}

/** What a refusal says; undefined where it cannot be read. Reads the body. */
export async function readProblem(response: Response): Promise<z.infer<typeof problem> | undefined> {
  const type = mediaType(response)
  if (type !== 'application/problem+json' && type !== 'application/json') return undefined
  try {
    return problem.safeParse(JSON.parse(await readText(response, 32 * 1024))).data
  } catch {
    // An unreadable refusal is still a refusal; its status stands for it.
    return undefined
  }
}

/** Refused is refused, and a session that is over never got so far; but whoever broke down may have done it before. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof WalletError)) return false
  const { failure } = error
  if (failure.code === 'portal.refused') return ['temporarily_unavailable', 'unexpected'].includes(failure.reason)
  return ['portal.unreachable', 'portal.badAnswer', 'app.cancelled'].includes(failure.code)
}
