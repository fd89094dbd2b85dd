// Recovery by the family at the command line.
import type { Household, Person } from '../../../preload/shapes/people.ts'
import type { WantedHolder } from '../../../preload/shapes/recovery.ts'
import { fail } from '../../failure.ts'
import { personNamed } from '../guarded.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { confirm } from '../terminal.ts'
import { knownCards, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'
import { keyWords } from './keyWords.ts'

type RecoveryCommand = Extract<Command, { name: `recovery family ${string}` }>

export function recovery(command: RecoveryCommand, desk: Desk): Promise<Result> {
  switch (command.name) {
    case 'recovery family status':
      return withDrawer(desk, { card: false }, async ({ api }) => shown(value(await api.recovery.status()), desk))
    case 'recovery family make':
      return withDrawer(desk, { card: false }, (wallet) => make(command, wallet, desk))
    case 'recovery family off':
      return withDrawer(desk, { card: false }, async ({ api }) => {
        value(await api.recovery.off())
        return { status: 0, json: { ok: true, family: null }, lines: [keyWords(desk.language).off] }
      })
    case 'recovery family use':
      return withWallet(desk, command.opener === 'card', (wallet) => use(command, wallet, desk))
  }
}

const shown = (family: Parameters<ReturnType<typeof keyWords>['family']>[0], desk: Desk): Result => ({
  status: 0,
  json: { ok: true, family },
  lines: keyWords(desk.language).family(family),
})

async function make(
  { holders, onPaper }: Extract<RecoveryCommand, { name: 'recovery family make' }>,
  { api, secrets, person }: WalletAtHand & { person: Person },
  desk: Desk,
): Promise<Result> {
  const words = keyWords(desk.language)
  const { terminal } = desk.outside
  terminal.note(words.warning)
  if (!desk.common.yes && terminal.interactive) await confirm(terminal, desk.sentences.sure)
  const { people } = value(await api.household.read())
  const holderOf = (name: string): WantedHolder => {
    const here = onPaper ? undefined : personNamed(people, name)
    return here === undefined || here.id === person.id ? { name } : { personId: here.id }
  }
  const [first, second] = holders
  const family = value(await api.recovery.make({ holders: [holderOf(first), holderOf(second)] }))
  const shares = secrets.shares()
  return {
    status: 0,
    json: { ok: true, family, shares },
    lines: [...words.family(family), ...shares.flatMap(({ holder, share }) => [words.share(holder), share])],
  }
}

async function use(
  { opener }: Extract<RecoveryCommand, { name: 'recovery family use' }>,
  { api, secrets }: WalletAtHand,
  desk: Desk,
): Promise<Result> {
  if (opener === 'card') await knownCards(api, { everyOne: false })
  const { reader } = desk.common
  const person = whose(value(await api.household.read()), desk)
  value(await api.recovery.use({ personId: person.id, opener, ...(reader === undefined ? {} : { reader }) }))
  const recoveryCode = secrets.recoveryCode()
  return {
    status: 0,
    json: { ok: true, person: person.id, recoveryCode },
    lines: [keyWords(desk.language).used, `${desk.sentences.labels.recoveryCode}: ${recoveryCode}`],
  }
}

/** By --person, or the only one whose drawer can be opened so. @throws person.notFound, recovery.off */
function whose({ people }: Household, { common }: Desk): Person {
  if (common.person !== undefined) return personNamed(people, common.person) ?? fail({ code: 'person.notFound' })
  const [only, more] = people.filter(({ openers }) => openers.includes('family'))
  return only === undefined
    ? fail({ code: 'recovery.off' })
    : more === undefined
      ? only
      : fail({ code: 'person.notFound' })
}
