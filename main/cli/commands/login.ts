import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'
import { logInByCard } from '../withSession.ts'

/** Opens the drawer and logs in; where the card opens it, one PIN entry does both. With --pc nothing asks for the card. */
export function login(desk: Desk): Promise<Result> {
  const byPc = desk.common.pc === true
  return withDrawer(desk, { card: !byPc }, async ({ api, person }) => {
    const session = byPc ? value(await api.session.logInByPc()) : await logInByCard(api, desk)
    const { labels } = desk.sentences
    return {
      status: 0,
      json: { ok: true, person: { id: person.id, name: person.name }, session },
      lines: [`${labels.loggedIn}: ${session.name} – ${session.portal} (${labels.until} ${session.expiresAt})`],
    }
  })
}
