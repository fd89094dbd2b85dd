// A command that speaks with the portal: the drawer open, and somebody logged in for as long as it runs.
import type { WalletApi } from '../../preload/contract.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { guarded } from './guarded.ts'
import { type Desk, value } from './surroundings.ts'
import { type WalletAtHand, withDrawer } from './withDrawer.ts'

type AtPortal = Parameters<Parameters<typeof withDrawer>[2]>[0] & { readonly session: Session }

/**
 * Logs in by the key of this PC where it is enrolled, and else with the card; `--pc` rules the card out. The session lives in
 * the drawer's process and ends with the command.
 *
 * @param needs which PIN the given one is, and what the command names in place of the system's dialogs
 */
export function withSession<T>(
  desk: Desk,
  work: (at: AtPortal) => Promise<T>,
  needs: Omit<Parameters<typeof withDrawer>[1], 'card'> = {},
): Promise<T> {
  const byPc = desk.common.pc === true
  return withDrawer(desk, { ...needs, card: !byPc }, async (at) => {
    const enrolled = byPc || value(await at.api.session.enrolments()).thisPc !== null
    const session = enrolled ? value(await at.api.session.logInByPc()) : await logInByCard(at.api, desk)
    return work({ ...at, session })
  })
}

/** @throws card.*, portal.* */
export function logInByCard(api: WalletAtHand['api'], desk: Desk): Promise<Session> {
  const named = readerOf(desk)
  return guarded(api, desk, (whose) => api.session.logIn({ ...named, ...whose }))
}

export const readerOf = ({ common: { reader } }: Desk): Pick<Parameters<WalletApi['session']['logIn']>[0], 'reader'> =>
  reader === undefined ? {} : { reader }
