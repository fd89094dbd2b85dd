// A person's name, place, colour, picture and overview from the command line: the same calls as the screens.
import type { Household } from '../../../preload/shapes/people.ts'
import { fail } from '../../failure.ts'
import { personNamed } from '../guarded.ts'
import { naming } from '../namedFile.ts'
import type { PersonLooksCommand } from '../parse/personLooks.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'

export function personLooks(command: PersonLooksCommand, desk: Desk): Promise<Result> {
  if (command.name === 'person move') return move(command, desk)
  const files =
    command.name === 'person picture' && 'photo' in command.picture ? naming(command.picture.photo) : undefined
  return withDrawer(desk, { card: false, ...(files && { files }) }, async ({ api, person }) =>
    told(await change(command, api), person.id, desk),
  )
}

/** Needs nobody's drawer. */
function move({ who, place }: Extract<PersonLooksCommand, { name: 'person move' }>, desk: Desk): Promise<Result> {
  return withWallet(desk, false, async ({ api }) => {
    const { people } = value(await api.household.read())
    const { id } = personNamed(people, who) ?? fail({ code: 'person.notFound' })
    const household = value(await api.household.move({ personId: id, to: place - 1 }))
    const lines = household.people.map(({ name }, index) => `${index + 1}  ${name}`)
    return { status: 0, json: { ok: true, people: household.people }, lines }
  })
}

async function change(
  command: Exclude<PersonLooksCommand, { name: 'person move' }>,
  { household }: WalletAtHand['api'],
): Promise<Household> {
  switch (command.name) {
    case 'person rename':
      return value(await household.rename({ name: command.to }))
    case 'person colour':
      return value(await household.recolour({ colour: command.colour }))
    case 'person overview':
      return value(await household.allowOverview({ shows: command.shows }))
    case 'person applications':
      return value(await household.allowApplications({ allowed: command.allowed }))
    case 'person picture': {
      if ('drawing' in command.picture) return value(await household.draw(command.picture))
      return value(await household.choosePhoto()) ?? fail({ code: 'app.cancelled' })
    }
  }
}

function told({ people }: Household, personId: string, { language }: Desk): Result {
  const person = people.find(({ id }) => id === personId) ?? fail({ code: 'person.notFound' })
  const { name, colour, overview = 'nothing', next, applications } = person
  const picture = person.picture === undefined ? 'none' : 'photo' in person.picture ? 'photo' : person.picture.drawing
  const seen = next === undefined ? overview : `${overview}: ${next.until}${next.name ? ` ${next.name[language]}` : ''}`
  const parts = [personId, name, colour, picture, seen, ...(applications === undefined ? [] : ['applications'])]
  return { status: 0, json: { ok: true, person }, lines: [parts.join('  ')] }
}
