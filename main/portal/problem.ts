// How a portal says no: problem details (RFC 9457) with its own code, or OAuth's error form.
import { z } from 'zod'
import { type Failure, fail, WalletError } from '../failure.ts'
import { mediaType, readText } from '../openid/answers.ts'

const code = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/)
const problem = z.looseObject({
  code: code.optional(),
  error: code.optional(),
  title: z.string().max(300).optional(),
})

/**
 * Turns every answer that is not a success into a failure; gives a success back unread.
 * @throws portal.refused with the portal's own code and title, session.expired, portal.unreachable when it is overloaded or
 * down for maintenance without saying so
 */
export async function expectSuccess(response: Response): Promise<Response> {
  if (response.status >= 200 && response.status < 300) return response
  const said = await readProblem(response)
  const reason = said?.code ?? said?.error
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
  })
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
    const failure = own[reason]
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
