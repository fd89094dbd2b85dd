// `tefuda application family`: one drawer in full where one is opened, and of the others what they let everybody see.
import type { WalletApi } from '../../../preload/contract.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { namesADrawer, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'
import { boardLines } from './board.ts'
import { boardText } from './boardText.ts'

export function familyBoard(desk: Desk): Promise<Result> {
  const work = ({ api }: WalletAtHand): Promise<Result> => perform(api, desk)
  return namesADrawer(desk) ? withDrawer(desk, { card: false }, work) : withWallet(desk, false, work)
}

async function perform(api: WalletApi, desk: Desk): Promise<Result> {
  const { people, open } = value(await api.household.read())
  const board = open === null ? null : value(await api.applications.board())
  const family = people.flatMap(({ id: personId, name, applications }) =>
    name === ''
      ? []
      : [
          {
            personId,
            name,
            seen: seenOf(personId === open?.personId, applications),
            applications: applications ?? null,
          },
        ],
  )
  const shut = people.filter(({ id, name }) => id !== open?.personId && name !== '')
  return {
    status: 0,
    json: { ok: true, board, family },
    lines: [...(board === null ? [] : boardLines(board, desk)), ...shut.flatMap((one) => personLines(one, desk))],
  }
}

const seenOf = (isOpen: boolean, applications: Person['applications']): 'open' | 'allowed' | 'nothing' =>
  isOpen ? 'open' : applications === undefined ? 'nothing' : 'allowed'

function personLines({ name, applications }: Person, { language }: Desk): string[] {
  const text = boardText[language]
  if (applications === undefined) return [text.for(name), `  ${text.opensMore(name)}`]
  const { knownOn, applications: seen, more } = applications
  return [
    `${text.for(name)} ${text.knownOn(knownOn)}`,
    ...(seen.length === 0 ? [`  ${text.none}`] : []),
    ...seen.map(({ title, label, asksBack, dueOn, fetchedOn }) => {
      const parts = [
        fetchedOn,
        title,
        label,
        ...(asksBack ? [`! ${text.asksBack}`] : []),
        ...(dueOn === undefined ? [] : [text.until(dueOn)]),
      ]
      return `  ${parts.join('  ')}`
    }),
    ...(more === 0 ? [] : [`  ${text.more(more)}`]),
    `  ${text.opensMore(name)}`,
  ]
}
