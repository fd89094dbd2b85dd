// Who lives here, and making one more.
import { type Person, personColour } from '../../../preload/shapes/people.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, withWallet } from '../withDrawer.ts'

export function person(command: Extract<Command, { name: 'person add' | 'person list' }>, desk: Desk): Promise<Result> {
  return command.name === 'person list' ? listPeople(desk) : addPerson(command, desk)
}

function listPeople(desk: Desk): Promise<Result> {
  const { labels } = desk.sentences
  const names = {
    card: labels.byCard,
    passphrase: labels.byPassphrase,
    recovery: labels.byRecovery,
    mandate: labels.byMandate,
    family: labels.byFamily,
  }
  return withWallet(desk, false, async ({ api }) => {
    const { people, keychain, realm } = value(await api.household.read())
    return {
      status: 0,
      json: { ok: true, realm, keychain, people },
      lines: people.map(
        ({ id, name, openers, next }) =>
          `${id}  ${name}  ${labels.opensBy}: ${openers.map((one) => names[one]).join(', ')}${next === undefined ? '' : `  ${labels.validUntil}: ${next.until}${next.name === undefined ? '' : ` ${next.name[desk.language]}`}`}`,
      ),
    }
  })
}

/** A drawer is opened by card or passphrase, and always by its recovery code, which is told here and never again. */
function addPerson(command: Extract<Command, { name: 'person add' }>, desk: Desk): Promise<Result> {
  const { by = desk.common.secrets.passphrase === undefined ? 'card' : 'passphrase' } = desk.common
  if (by !== 'card' && by !== 'passphrase') throw new NotUnderstood('--by is card or passphrase for a new person')
  const { labels } = desk.sentences
  return withWallet(desk, by === 'card', async ({ api, secrets }) => {
    if (by === 'card') await knownCards(api, { everyOne: false })
    const { people } = value(await api.household.read())
    const colour = command.colour ?? freeColour(people)
    const added = value(await api.household.addPerson({ name: command.person, colour, opener: by }))
    const recoveryCode = secrets.recoveryCode()
    return {
      status: 0,
      json: { ok: true, person: added, recoveryCode },
      lines: [`${added.id}  ${added.name}`, `${labels.recoveryCode}: ${recoveryCode}`],
    }
  })
}

function freeColour(people: readonly Person[]): Person['colour'] {
  const taken = new Set(people.map(({ colour }) => colour))
  return personColour.options.find((colour) => !taken.has(colour)) ?? 'blue'
}
