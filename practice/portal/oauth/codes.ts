// Authorization codes: what a log-in gives, and what the token endpoint takes once within 60 seconds.
import type { LogInMethod, PortalContext } from '../context.ts'
import { newSecret, sha256 } from '../secrets.ts'

const codeLifeMs = 60_000

export interface CodePlan {
  readonly person: string
  readonly method: LogInMethod
  /** RFC 7636 4.2, S256. */
  readonly codeChallenge: string
  readonly device?: string
  /** The DPoP key that alone can redeem it (RFC 9449 10). */
  readonly keyThumbprint?: string
  readonly redirectUri?: string
  /** For the ID token. */
  readonly nonce?: string
}

export function issueCode({ database, now }: PortalContext, plan: CodePlan): string {
  const code = newSecret()
  const at = now().getTime()
  database.prepare('DELETE FROM login_codes WHERE expires_at <= ?').run(at - 60 * codeLifeMs)
  database
    .prepare(
      `INSERT INTO login_codes (code_sha256, person, code_challenge, expires_at, method, device, key_thumbprint,
       redirect_uri, nonce) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      sha256(code),
      plan.person,
      plan.codeChallenge,
      at + codeLifeMs,
      plan.method,
      plan.device ?? null,
      plan.keyThumbprint ?? null,
      plan.redirectUri ?? null,
      plan.nonce ?? null,
    )
  return code
}
