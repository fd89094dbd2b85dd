import type { Mandate, MandateList } from '../../preload/shapes/mandates.ts'
import type { DrawerFile } from '../drawer/drawerFile.ts'
import type { StoredMandate } from '../drawer/store/mandates.ts'
import type { Opened } from './atOpening.ts'
import { addDays, comesOfAge, dayOf, turnsFifteen } from './days.ts'
import { birthdayReminders, endReminder } from './terms.ts'

/** The mandates of an open drawer both ways, with what its person is reminded of. Who acts in it does not see whom its owner acts for. */
export function mandateList(file: DrawerFile, opened: Opened): MandateList {
  const { mandates, about } = file.stores
  const now = opened.now()
  const birthDate = mandates.birthDate()
  const ofAgeOn = birthDate === undefined ? undefined : comesOfAge(birthDate)
  const given = mandates.all()
  const held = opened.mandateId === undefined ? mandates.held() : []
  const holds = (one: Pick<Mandate, 'ended'>) => one.ended === null
  const guarded = given.some((one) => holds(one) && one.basis === 'guardian')
  const name = about.read()?.personName ?? ''
  return {
    given: given.map(shown),
    held,
    reminders: [
      ...(ofAgeOn === undefined ? [] : birthdayReminders(name, ofAgeOn, now, guarded)),
      ...given.filter(holds).flatMap((one) => endReminder(one.agent.name, one, now)),
      ...held
        .filter(holds)
        .flatMap((one) => [
          ...endReminder(one.principal.name, one, now),
          ...(one.basis === 'guardian' ? birthdayReminders(one.principal.name, addDays(one.until, 1), now, true) : []),
        ]),
    ],
    endedNow: opened.endedNow.map(shown),
    child:
      birthDate === undefined || ofAgeOn === undefined
        ? null
        : { fifteenOn: turnsFifteen(birthDate), ofAgeOn, ofAge: dayOf(now) >= ofAgeOn },
  }
}

const shown = ({ slotId: _, ...mandate }: StoredMandate): Mandate => mandate
