// What follows when a day of the calendar may have changed, or another day has begun: the file for calendar programs, the
// reminders, and the screens.
import { listedPeople } from '../household/changePeople.ts'
import type { Clock } from '../locks/idleWatch.ts'
import type { Ports } from '../ports.ts'
import type { DueReminder } from './dueReminders.ts'
import { type ReminderRules, tellReminders } from './reminders.ts'
import { isSubscribed, writeSubscription } from './subscription.ts'

const hour = 3_600_000

export interface CalendarNews {
  /** One after the other; what cannot be written or read now is tried again the next time. */
  follow(): Promise<void>
  /** The reminders alone; undefined where this PC has none to give. @throws as tellReminders */
  remind(): Promise<DueReminder[]> | undefined
  end(): void
}

/** @param clock looks again every hour by it; absent: only when it is told to, and then reminds of nothing by itself */
export function createCalendarNews(
  ports: Pick<Ports, 'home' | 'keychain' | 'now' | 'notices'>,
  { language, changed, clock }: { language: ReminderRules['language']; changed: () => void; clock: Clock | undefined },
): CalendarNews {
  const { home, now, notices } = ports
  const remind = () => notices && tellReminders({ place: ports, notices, now, language })
  async function subscription(): Promise<void> {
    if (isSubscribed(home))
      await writeSubscription(await listedPeople(ports), { home, language: await language(), now: now() })
  }
  let under: Promise<void> = Promise.resolve()
  const follow = (): Promise<void> => {
    under = under.then(async () => {
      await subscription().catch(() => undefined)
      if (clock !== undefined) await remind()?.catch(() => undefined)
      changed()
    })
    return under
  }
  let stop = (): void => undefined
  const again = (): void => {
    stop = clock?.after(hour, () => void follow().then(again)) ?? stop
  }
  if (clock !== undefined) void follow().then(again)
  let ended = false
  return {
    follow: () => (ended ? under : follow()),
    remind,
    end() {
      ended = true
      stop()
    },
  }
}
