// Showing one credential to somebody at the screen: taken from the drawer, written down, and then nothing else is open.
import type { GuestChoice, GuestPage } from '../../preload/shapes/guest.ts'
import type { Person } from '../../preload/shapes/people.ts'
import type { CredentialId } from '../credentials/credential.ts'
import type { OpenPerson } from '../desk.ts'
import { fail } from '../failure.ts'

/**
 * What would be shown, verified again just now: only the chosen attributes.
 * @param at now, ISO 8601 UTC
 * @throws credential.notFound; app.refusedCall where an attribute is not there, which the screen never offers
 */
export async function lookAtShow(
  { drawer, name, actor }: Pick<OpenPerson, 'drawer' | 'name' | 'actor'>,
  colour: Person['colour'],
  { id, attributes, seconds }: GuestChoice,
  at: string,
): Promise<GuestPage> {
  const detail = await drawer.show(id as CredentialId, at)
  const wanted = new Set(attributes.map((path) => JSON.stringify(path)))
  const chosen = detail.attributes.filter(({ path }) => wanted.has(JSON.stringify(path)))
  if (chosen.length !== wanted.size) fail({ code: 'app.refusedCall' })
  const { kind, issuer, validUntil, expired, check, lastStatus } = detail
  return {
    person: { name, colour },
    ...(actor === undefined ? {} : { actor }),
    kind,
    name: detail.name,
    issuer,
    ...(validUntil === undefined ? {} : { validUntil }),
    expired,
    check: { at: check.at, valid: check.valid },
    ...(lastStatus === undefined ? {} : { lastStatus }),
    attributes: chosen,
    seconds,
  }
}

/** Writes down what is about to be shown: names of attributes, and nobody in particular to whom. */
export async function recordShow({ drawer }: Pick<OpenPerson, 'drawer'>, page: GuestPage, at: string): Promise<void> {
  await drawer.record({
    at,
    act: 'guestShow',
    outcome: 'done',
    party: '',
    items: [{ credential: page.name, attributes: page.attributes.map(({ label }) => label) }],
  })
}
