import type { MandatesInside } from '../../mandates/drawerMandates.ts'
import type { DoorCalls } from '../contract/door.ts'
import { shownHeader } from '../header.ts'
import type { Inside } from './inside.ts'

/** @param now the drawer's own time @param endOfSlots with a slot that goes, its mandate ends */
export function doorCalls(
  { file, run, wiping }: Inside,
  { now, endOfSlots }: { readonly now: () => string } & Pick<MandatesInside, 'endOfSlots'>,
): DoorCalls {
  const header = () => shownHeader(file.header)
  return {
    header: () => run(header),
    rename: (personName) => run(() => file.stores.about.rename(personName)),

    addSlot: (slot, at) =>
      wiping([slot], async () => {
        await file.addSlot(slot, at)
        return header()
      }),
    removeSlot: (id) =>
      run(() => {
        const ended = endOfSlots([id], now())
        file.removeSlot(id)
        ended()
        return header()
      }),
    changeSlots: (change, at) =>
      wiping(change.add, async () => {
        const ended = endOfSlots(change.remove, at)
        await file.changeSlots(change, at)
        ended()
        return header()
      }),
    keys: () => run(() => file.keys()),

    notices: () => run(() => file.stores.notices.all()),
    addNotice: (notice) => run(() => file.stores.notices.add(notice)),
    acknowledge: (id) => run(() => file.stores.notices.remove(id)),
  }
}
