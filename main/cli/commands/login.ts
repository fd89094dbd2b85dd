import { guarded } from '../guarded.ts'
import type { Desk, Result } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'

/** Opens the drawer and logs in; where the card opens it, one PIN entry does both. */
export function login(desk: Desk): Promise<Result> {
  return withDrawer(desk, { card: true }, async ({ api, person }) => {
    const { reader } = desk.common
    const named = reader === undefined ? {} : { reader }
    const session = await guarded(api, desk, (whose) => api.session.logIn({ ...named, ...whose }))
    const { labels } = desk.sentences
    return {
      status: 0,
      json: { ok: true, person: { id: person.id, name: person.name }, session },
      lines: [`${labels.loggedIn}: ${session.name} – ${session.portal} (${labels.until} ${session.expiresAt})`],
    }
  })
}
