// Opens the wallet for one command, and the drawer of the person who is meant.
import type { WalletApi } from '../../preload/contract.ts'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Opener } from '../../preload/shapes/common.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import { fail } from '../failure.ts'
import type { Files, PinName } from '../ports.ts'
import { NotUnderstood } from './notUnderstood.ts'
import { type SecretsGiven, secretsFor } from './secrets.ts'
import { type Desk, type OpenWallet, value } from './surroundings.ts'

export interface WalletAtHand {
  readonly api: WalletApi
  readonly sign: OpenWallet['sign']
  readonly secrets: SecretsGiven
}

/**
 * Lends the wallet to `work` and closes it afterwards, whatever happens.
 *
 * @param cards whether the command needs a card; without it card readers are left alone
 * @param pin which PIN the given one is; without it the one that is asked first
 * @param files what the command names in place of the system's dialogs
 */
export async function withWallet<T>(
  desk: Desk,
  cards: boolean,
  work: (wallet: WalletAtHand) => Promise<T>,
  pin?: PinName,
  files?: Files,
): Promise<T> {
  const { outside, common, sentences, realm } = desk
  const { terminal } = outside
  const { lastTry, secrets: sources } = common
  const secrets = secretsFor({ sources, terminal, sentences, lastTry, ...(pin && { pin }) })
  const wallet = await outside.openWallet({ realm, cards, askSecret: secrets.ask, ...(files && { files }) })
  const cancel = (): void => void wallet.api.work.cancel()
  process.once('SIGINT', cancel)
  wallet.api.work.progress((progress) => {
    const step = progress === null ? undefined : sentences.steps[progress.step]
    if (step !== undefined && terminal.interactive) terminal.note(step)
  })
  try {
    return await work({ api: wallet.api, sign: wallet.sign, secrets })
  } catch (error) {
    throw secrets.problem() ?? error
  } finally {
    process.off('SIGINT', cancel)
    secrets.wipe()
    await wallet.close()
  }
}

/** The same with the drawer open. */
export function withDrawer<T>(
  desk: Desk,
  needs: { readonly card: boolean; readonly pin?: PinName; readonly files?: Files },
  work: (wallet: WalletAtHand & { readonly person: Person }) => Promise<T>,
): Promise<T> {
  const cards = needs.card || mayOpenByCard(desk)
  return withWallet(
    desk,
    cards,
    async (wallet) => {
      const person = await actingFor(wallet.api, await openDrawer(wallet.api, desk, cards), desk)
      return work({ ...wallet, person })
    },
    needs.pin,
    needs.files,
  )
}

/** For a command that shows what everybody may see, or all of one drawer: whether a drawer is meant. */
export const namesADrawer = ({ common: { person, by, secrets } }: Desk): boolean =>
  person !== undefined || by !== undefined || secrets.passphrase !== undefined || secrets.recovery !== undefined

/** A passphrase or recovery code that is given says that the card is not meant. */
function mayOpenByCard({ common: { by, secrets } }: Desk): boolean {
  if (by !== undefined) return by === 'card'
  return secrets.passphrase === undefined && secrets.recovery === undefined
}

async function openDrawer(api: WalletApi, desk: Desk, withCards: boolean): Promise<Person> {
  const { common } = desk
  const household = value(await api.household.read())
  // Whose card it is must be known where it tells who is meant.
  const everyOne = common.person === undefined && household.people.length > 1
  const cards = withCards ? await knownCards(api, { everyOne }) : value(await api.card.read())
  const person = choosePerson(household, cards, desk)
  const by = common.by ?? chooseOpener(person, cards, desk)
  const reader = common.reader === undefined ? {} : { reader: common.reader }
  value(await api.household.unlock({ personId: person.id, by, ...reader }))
  return person
}

/** Named, or the only one, or the one whose card lies in a reader. @throws NotUnderstood, person.notFound */
function choosePerson({ people, keychain }: Household, cards: CardState, { common, sentences }: Desk): Person {
  const wanted = common.person
  // Without it nobody has a name, and only the recovery code opens anything.
  if (keychain === 'unavailable' && common.secrets.recovery === undefined && common.by !== 'recovery')
    fail({ code: 'keychain.unavailable' })
  if (wanted !== undefined) {
    return named(people, wanted) ?? fail({ code: 'person.notFound' })
  }
  const [first, second] = people
  if (first !== undefined && second === undefined) return first
  const held = cards.readers.flatMap(({ card }) => (card?.kind === 'myNumber' && card.personId ? [card.personId] : []))
  const theirs = people.filter(({ id }) => held.includes(id))
  if (theirs.length === 1 && theirs[0] !== undefined) return theirs[0]
  if (first !== undefined) throw new NotUnderstood(sentences.namePerson(people.map(({ name, id }) => name || id)))
  throw new NotUnderstood(sentences.nobody)
}

/** The person of that name or id. */
export const named = (people: readonly Person[], wanted: string): Person | undefined =>
  people.find(({ id, name }) => id === wanted || plain(name) === plain(wanted))

/** With --for: the drawer of whom they act for, in place of their own. @throws mandate.unknown */
async function actingFor(api: WalletApi, person: Person, { common }: Desk): Promise<Person> {
  const wanted = common.for
  if (wanted === undefined) return person
  const { held } = value(await api.mandates.list())
  const found = held.find(({ ended, principal }) => ended === null && plain(principal.name) === plain(wanted))
  const { people, open } = value(await api.mandates.actFor({ id: found?.id ?? fail({ code: 'mandate.unknown' }) }))
  return people.find(({ id }) => id === open?.personId) ?? fail({ code: 'person.notFound' })
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')

function chooseOpener({ openers }: Person, cards: CardState, { common: { secrets }, outside }: Desk): Opener {
  if (secrets.recovery !== undefined) return 'recovery'
  if (secrets.passphrase !== undefined) return 'passphrase'
  if (secrets.pin !== undefined || !openers.includes('passphrase'))
    return openers.includes('card') ? 'card' : 'recovery'
  const cardThere = cards.readers.some(({ card }) => card?.kind === 'myNumber' || card?.kind === 'reading')
  return openers.includes('card') && (cardThere || !outside.terminal.interactive) ? 'card' : 'passphrase'
}

/**
 * Waits until readers were told of and it is clear which card is meant: at once where only one lies in a reader, otherwise
 * when each was looked at.
 */
export async function knownCards(api: WalletApi, { everyOne }: { everyOne: boolean }): Promise<CardState> {
  const known = ({ readers }: CardState): boolean => {
    const cards = readers.flatMap(({ card }) => card ?? [])
    return (cards.length === 1 && !everyOne) || !cards.some(({ kind }) => kind === 'reading')
  }
  let stop = (): void => undefined
  let limit: NodeJS.Timeout | undefined
  try {
    return await new Promise<CardState>((resolve, reject) => {
      stop = api.card.changed((state) => {
        if (known(state)) resolve(state)
      })
      const latest = async (): Promise<CardState> => value(await api.card.read())
      limit = setTimeout(() => latest().then(resolve, reject), 8_000)
      // What was told before anybody listened. A service that is down is told once more.
      latest().then((state) => {
        if (state.service === 'up' && known(state)) resolve(state)
      }, reject)
    })
  } finally {
    clearTimeout(limit)
    stop()
  }
}
