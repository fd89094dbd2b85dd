// His drawer, opened from the family's screen.
import { finish, press, write } from '../support/hands.ts'
import { taro } from './firstStart.ts'
import type { Guide } from './guide.ts'

/** The ways into his drawer, on the family's screen. */
export const hisDrawer = (guide: Guide) =>
  guide.page.getByRole('main').getByRole('group', { name: guide.text.family.ways(taro) })

/** By the code on paper: afterwards cards may come and go. */
export async function openByPaper(guide: Guide, paper: string): Promise<void> {
  await press(guide.page, guide.text.family.unlockRecovery, hisDrawer(guide))
  const window = await guide.program.secret(guide.text.secret.recoveryTitle)
  await write(window, guide.text.secret.code, paper)
  await finish(window, guide.text.secret.open)
  await guide.heading(guide.text.home.title(taro))
}

/** By the card in the reader. */
export async function openByCard(guide: Guide): Promise<void> {
  await press(guide.page, guide.text.family.unlockCard, hisDrawer(guide))
  const window = await guide.program.secret(guide.text.secret.pinTitles.authentication)
  await write(window, new RegExp(`^${guide.text.secret.pin}`), '1357')
  await finish(window, guide.text.secret.use)
  await guide.heading(guide.text.home.title(taro))
}
