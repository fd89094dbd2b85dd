// Takes the answer out of its form: decrypts it where the request said so (OpenID4VP 1.0 8.2, 8.3).
import { compactDecrypt } from 'jose'
import { z } from 'zod'
import type { Finding } from '../../../main/certificates/finding.ts'
import { privateKeyOf } from '../sign.ts'
import { encryptionJwk } from './requestObject.ts'
import type { PresentationRequest } from './requests.ts'

const vpToken = z.record(
  z.string().max(64),
  z
    .array(z.string().max(1024 * 1024))
    .min(1)
    .max(16),
)
const answerBody = z.object({ vp_token: vpToken, state: z.string().max(1000).optional() })
const errorBody = z.object({ error: z.string().max(200), state: z.string().max(1000).optional() })

export type SentAnswer =
  | {
      readonly kind: 'answer'
      readonly vpToken: Readonly<Record<string, readonly string[]>>
      readonly state: string | undefined
      readonly findings: readonly Finding[]
    }
  | { readonly kind: 'error'; readonly error: string; readonly state: string | undefined }
  | { readonly kind: 'unreadable'; readonly findings: readonly Finding[] }

export async function openAnswer(
  request: PresentationRequest,
  form: Readonly<Record<string, string>>,
): Promise<SentAnswer> {
  // An error may come unencrypted even when the answer would not (OpenID4VP 1.0 8.3).
  if (form['error'] !== undefined) return { kind: 'error', error: form['error'], state: form['state'] }
  if (request.responseMode === 'direct_post') return readPlain(form)
  const jwe = form['response']
  if (jwe === undefined) return unreadable('OpenID4VP 1.0 8.3', 'the answer is encrypted, as the request said')
  return readEncrypted(request, jwe)
}

function readPlain(form: Readonly<Record<string, string>>): SentAnswer {
  try {
    const body = answerBody.parse({ vp_token: JSON.parse(form['vp_token'] ?? ''), state: form['state'] })
    return { kind: 'answer', vpToken: body.vp_token, state: body.state, findings: [] }
  } catch {
    return unreadable('OpenID4VP 1.0 8.1', 'vp_token is an object of query ids and lists of presentations')
  }
}

async function readEncrypted(request: PresentationRequest, jwe: string): Promise<SentAnswer> {
  const rule = 'OpenID4VP 1.0 8.3'
  const key = encryptionJwk(request)
  if (key === undefined || request.encryptionKey === null)
    return unreadable(rule, 'the request has a key to encrypt to')
  let text: string
  let kid: unknown
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, privateKeyOf(request.encryptionKey), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM', 'A128GCM'],
    })
    text = Buffer.from(plaintext).toString('utf8')
    kid = protectedHeader.kid
  } catch {
    return unreadable(rule, "the answer can be decrypted with the request's key")
  }
  try {
    const payload: unknown = JSON.parse(text)
    const error = errorBody.safeParse(payload)
    if (error.success) return { kind: 'error', error: error.data.error, state: error.data.state }
    const body = answerBody.parse(payload)
    const findings = [{ rule: `${rule} kid`, ok: kid === key.kid, message: 'the key that was used is named' }]
    return { kind: 'answer', vpToken: body.vp_token, state: body.state, findings }
  } catch {
    return unreadable('OpenID4VP 1.0 8.1', 'vp_token is an object of query ids and lists of presentations')
  }
}

function unreadable(rule: string, message: string): SentAnswer {
  return { kind: 'unreadable', findings: [{ rule, ok: false, message }] }
}
