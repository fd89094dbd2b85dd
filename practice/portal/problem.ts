// How the portal says no: problem details for its own resources, OAuth's form where OAuth, OpenID4VCI or OpenID4VP ask for it.

/** Codes of the error vocabulary, and the sentence that a person is shown. */
const titles = {
  invalid_request: '要求の形式が正しくありません。',
  not_found: 'お探しのものは見つかりません。',
  window_closed: '受付期間が終わっているか、すでに使われています。',
  method_not_allowed: 'この操作はできません。',
  too_large: '送られたデータが大きすぎます。',
  login_required: 'ログインしてください。',
  session_expired: 'しばらく操作がなかったため、ログアウトしました。もう一度ログインしてください。',
  access_denied: 'この操作をする権限がありません。',
  cert_expired: '利用者証明用電子証明書の有効期限が切れています。市区町村の窓口で更新してください。',
  cert_revoked: '利用者証明用電子証明書は失効しています。市区町村の窓口にご相談ください。',
  cert_not_registered: 'この証明書の利用者登録が見つかりません。',
  cert_wrong_usage: 'ログインには利用者証明用電子証明書を使ってください。',
  issuer_mismatch: 'この証明書は、このポータルが認める認証局のものではありません。',
  signature_invalid: '署名を確認できませんでした。',
  card_required: 'この操作には、マイナンバーカードでのログインが必要です。',
  other_person: '別の方のカードです。ログインしているご本人のカードを使ってください。',
  key_proof_invalid: 'この端末の鍵を確認できませんでした。',
  invalid_dpop_proof: 'この端末からの要求だと確認できませんでした。',
  use_dpop_nonce: 'もう一度お試しください。',
  code_wrong: 'スマートフォンに出ている番号と違います。',
  too_many_tries: '間違いが続いたため、取りやめました。もう一度始めてください。',
  duplicate: 'すでに登録されています。',
  too_many: '登録できる数を超えています。',
  mandate_not_valid: 'この代理は、いまこの手続きには使えません。',
  not_eligible_applicant: 'この手続きを申請できる方ではありません。',
  validation_failed: '記入の内容に、直していただくところがあります。',
  attachment_rejected: '添付した書類に、直していただくところがあります。',
  signature_missing: 'この手続きには、マイナンバーカードによる署名が必要です。',
  signing_cert_expired: '署名用電子証明書の有効期限が切れています。市区町村の窓口で更新してください。',
  signing_cert_revoked: '署名用電子証明書は失効しています。市区町村の窓口で新しく発行してください。',
  not_supported_by_municipality: 'お選びの市区町村では、この手続きをこのポータルで受け付けていません。',
  payment_declined: 'お支払いができませんでした。別の方法をお試しください。',
  no_data: 'お探しの情報は登録されていません。',
  not_linked: 'この連携先とは、まだつながっていません。',
  outside_service_hours: '初めての連携は、平日の8時から23時までに受け付けています。',
  nonce_expired: 'ログインの受付時間が過ぎたか、すでに使われています。もう一度始めてください。',
  maintenance: 'ただいまメンテナンス中です。',
  temporarily_unavailable: 'ただいまご利用いただけません。しばらくしてからもう一度お試しください。',
  rate_limited: '要求が多すぎます。しばらくしてからもう一度お試しください。',
  unexpected: '思いがけない不具合が起きました。',
} as const

export type ProblemCode = keyof typeof titles

export const problemCodes = Object.keys(titles)

export function problemTitle(code: ProblemCode): string {
  return titles[code]
}

const statuses: Partial<Record<ProblemCode, number>> = {
  not_found: 404,
  window_closed: 410,
  method_not_allowed: 405,
  too_large: 413,
  login_required: 401,
  session_expired: 401,
  access_denied: 403,
  cert_expired: 403,
  cert_revoked: 403,
  cert_not_registered: 403,
  cert_wrong_usage: 403,
  issuer_mismatch: 403,
  signature_invalid: 403,
  maintenance: 503,
  temporarily_unavailable: 503,
  rate_limited: 429,
  card_required: 403,
  no_data: 404,
  not_linked: 403,
  outside_service_hours: 503,
  validation_failed: 422,
  attachment_rejected: 422,
  signing_cert_expired: 403,
  signing_cert_revoked: 403,
  payment_declined: 402,
  mandate_not_valid: 403,
  not_eligible_applicant: 403,
  other_person: 403,
  key_proof_invalid: 403,
  invalid_dpop_proof: 401,
  use_dpop_nonce: 401,
  code_wrong: 403,
  too_many_tries: 403,
  duplicate: 409,
  too_many: 409,
  unexpected: 500,
}

export interface Field {
  /** JSON pointer into what was sent. */
  readonly pointer: string
  readonly message: string
}

/** RFC 9457, with the portal's own code as a member. `detail` is for developers: English, no values. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly fields: readonly Field[]

  constructor(
    code: ProblemCode,
    detail?: string,
    headers: Readonly<Record<string, string>> = {},
    fields: readonly Field[] = [],
  ) {
    super(code)
    this.code = code
    this.detail = detail
    this.headers = headers
    this.fields = fields
  }

  get status(): number {
    return statuses[this.code] ?? 400
  }

  answer(): Response {
    const { status } = this
    const body = {
      type: `urn:tefuda:practice:problem:${this.code}`,
      title: titles[this.code],
      status,
      code: this.code,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.fields.length === 0 ? {} : { fields: this.fields }),
    }
    return json(body, status, {
      'content-type': 'application/problem+json',
      'content-language': 'ja',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...this.headers,
    })
  }
}

/** RFC 6749 5.2 and the like: `{ error, error_description }`, description in ASCII. */
export class ProtocolError extends Error {
  readonly code: string
  readonly description: string
  readonly status: number

  constructor(code: string, description: string, status = 400) {
    super(code)
    this.code = code
    this.description = description
    this.status = status
  }

  answer(): Response {
    const body = { error: this.code, error_description: this.description }
    return json(body, this.status, this.status === 401 ? { 'www-authenticate': `Bearer error="${this.code}"` } : {})
  }
}

/** A JSON answer that nobody keeps. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}

export function empty(status = 204): Response {
  return new Response(undefined, { status, headers: { 'cache-control': 'no-store' } })
}
