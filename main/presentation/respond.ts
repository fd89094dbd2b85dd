// Sends the answer, or the refusal, to the verifier and judges what it says (OpenID4VP 1.0 sections 8.2 and 8.5).
import { z } from 'zod'
import type { PresentationBinding } from '../drawer/contract/sharing.ts'
import { fail, WalletError } from '../failure.ts'
import { formBody, httpsUrl, readJson, readOAuthError } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'

const formType = 'application/x-www-form-urlencoded'
const receiptBody = z.looseObject({ redirect_uri: z.string().max(2_000).optional() })

export interface ResponseAnswer {
  /** Where the verifier wants the person to go on. https only. */
  readonly redirectTo?: URL
}

/**
 * @param form an `application/x-www-form-urlencoded` body, see {@link buildAnswer}
 * @throws verifier.unreachable when it may or may not have arrived, verifier.refused, portal.untrusted (nothing was sent)
 */
export async function sendResponse(fetch: Fetch, responseUri: string, form: string): Promise<ResponseAnswer> {
  const request = new Request(responseUri, {
    method: 'POST',
    headers: { 'content-type': formType, accept: 'application/json' },
    body: form,
  })
  try {
    return await parseResponseAnswer(await fetch(request))
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
    // Once it was on its way, every answer that cannot be read leaves open whether it arrived.
    const { code } = error.failure
    if (code === 'portal.unreachable' || code === 'portal.badAnswer') fail({ code: 'verifier.unreachable' }, error)
    throw error
  }
}

/** @throws verifier.refused with the verifier's own code, verifier.unreachable, portal.badAnswer */
export async function parseResponseAnswer(response: Response): Promise<ResponseAnswer> {
  if (response.status >= 500) fail({ code: 'verifier.unreachable' })
  if (response.status >= 400) {
    fail({ code: 'verifier.refused', reason: (await readOAuthError(response)) ?? `status ${response.status}` })
  }
  if (response.status !== 200) fail({ code: 'portal.badAnswer', detail: `status ${response.status}` })
  const { redirect_uri: text } = await readJson(response, receiptBody, 16 * 1024)
  if (text === undefined) return {}
  // A fragment may carry the response code; only what is no https address is refused.
  const [address, fragment] = split(text)
  const redirectTo = httpsUrl(address) ?? fail({ code: 'portal.badAnswer', detail: 'redirect_uri' })
  if (fragment !== undefined) redirectTo.hash = fragment
  return { redirectTo }
}

/**
 * Tells the verifier that there will be no answer. A refusal says the same as "not there": it names no reason.
 * @throws portal.unreachable and the like: the refusal may not have arrived, and nothing else left
 * @see OpenID4VP 1.0 8.5 and 15.5
 */
export async function sendDecline(fetch: Fetch, binding: PresentationBinding): Promise<ResponseAnswer> {
  const request = new Request(binding.responseUri, {
    method: 'POST',
    headers: { 'content-type': formType, accept: 'application/json' },
    body: formBody({ error: 'access_denied', state: binding.state }).toString(),
  })
  return await parseResponseAnswer(await fetch(request))
}

function split(text: string): [string, string | undefined] {
  const at = text.indexOf('#')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
