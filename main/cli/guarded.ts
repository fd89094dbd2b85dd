// The guard at the command line: whose a card is, said by flags and never silently.
import type { WalletApi } from '../../preload/contract.ts'
import type { Outcome } from '../../preload/failure.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { fail, WalletError } from '../failure.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { type Desk, value } from './surroundings.ts'

/**
 * Runs what uses the card in the name of the open drawer's person. `--whose` names the person of a phone; with `--my-card` a
 * card that the drawer does not know is taken for its person's, and remembered.
 *
 * @throws card.unfamiliar, card.holderUnnamed where those flags are not given; person.notFound
 */
export async function guarded<T>(
  api: WalletApi,
  desk: Desk,
  use: (whose: { readonly whose?: string }) => Promise<Outcome<T>>,
): Promise<T> {
  const { myCard, reader } = desk.common
  const whose = await named(api, desk)
  try {
    return value(await use(whose))
  } catch (error) {
    if (myCard !== true || !(error instanceof WalletError) || error.failure.code !== 'card.unfamiliar') throw error
    const cards = value(await api.card.read())
    value(await api.household.bindCard({ reader: chooseReader(cards, reader) }))
    desk.outside.terminal.note(desk.sentences.remembered)
    return value(await use(whose))
  }
}

async function named(api: WalletApi, { common }: Desk): Promise<{ whose?: string }> {
  const wanted = common.whose
  if (wanted === undefined) return {}
  const { people } = value(await api.household.read())
  return { whose: (personNamed(people, wanted) ?? fail({ code: 'person.notFound' })).id }
}

/** By name or id. */
export const personNamed = (people: readonly Person[], wanted: string): Person | undefined =>
  people.find(({ id, name }) => id === wanted || plain(name) === plain(wanted))

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')
