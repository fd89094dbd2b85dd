// Where a page of the portal plays somebody's phone: the practice card that is held to it, and its PIN.
import { sign } from 'node:crypto'
import { linkAccount } from './account.ts'
import type { PortalContext } from './context.ts'
import { judgeLogInCertificate } from './logInCertificate.ts'
import { escapeHtml } from './page.ts'
import type { ProblemCode } from './problem.ts'
import { signatureHolds } from './statement.ts'

/** What stopped it; `pin_incorrect` is the only one that another try can mend. */
export type CardRefusal = ProblemCode | 'pin_incorrect'

/**
 * The card signs, and what it signed is checked as if it had come from outside.
 * @returns why not, or undefined: that person holds the card, knows the PIN, and has an account now
 */
export async function signByPracticeCard(
  context: PortalContext,
  personId: string,
  pin: string,
  statement: Uint8Array,
): Promise<CardRefusal | undefined> {
  const person = context.world.person(personId)
  const key = person?.authentication
  if (person === undefined || key === undefined || person.pins.authentication === undefined) return 'access_denied'
  if (pin !== person.pins.authentication) return 'pin_incorrect'
  const refusal = await judgeLogInCertificate(context, key.certificate)
  if (refusal !== undefined) return refusal
  const signature = sign('RSA-SHA256', statement, key.privateKey)
  if (!signatureHolds(key.certificate, statement, signature)) return 'signature_invalid'
  linkAccount(context, person, key.certificate)
  return undefined
}

/** Choice of a practice person and the four digits. */
export function cardFields({ world }: PortalContext): string {
  const people = world.people
    .filter(({ pins }) => pins.authentication !== undefined)
    .map(
      ({ id, name }) =>
        `<option value="${escapeHtml(id)}">${escapeHtml(name.kanji)} / ${escapeHtml(name.roman)}</option>`,
    )
  return `<p><label><span lang="ja">かざすカード</span> / <span lang="en">Card held to the phone</span><br>
<select name="person" required>${people.join('')}</select></label></p>
<p><label><span lang="ja">利用者証明用の暗証番号（数字4桁）</span> / <span lang="en">PIN, four digits</span><br>
<input name="pin" type="password" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" autocomplete="off" required></label></p>`
}
