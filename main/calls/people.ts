// What a person is called, looks like, and lets the others see. Moving somebody in the list is anybody's; the rest is the
// open person's own choice.
import type { Handlers } from '../../preload/contract.ts'
import { readOwnDates } from '../calendar/ownDates.ts'
import type { OpenPerson } from '../desk.ts'
import { fail } from '../failure.ts'
import {
  allowApplications,
  allowOverview,
  colourPerson,
  type ListPlace,
  movePerson,
  picturePerson,
  renamePerson,
} from '../household/changePeople.ts'
import { readFamilyApplications } from '../household/familyApplications.ts'
import { takePhoto } from '../pictures/takePhoto.ts'
import type { Room } from './room.ts'

const photoTitle = { ja: '写真を選ぶ', en: 'Choose a photo' } as const

type PeopleCalls = Pick<
  Handlers['household'],
  'move' | 'rename' | 'recolour' | 'draw' | 'choosePhoto' | 'allowOverview' | 'allowApplications'
>

export function peopleCalls(room: Room): PeopleCalls {
  const { at, bench, desk, language, ports, shownHousehold, tellHousehold } = room
  const place: ListPlace = ports

  const own = (): OpenPerson => ownChoice(desk)
  async function told() {
    await tellHousehold()
    return shownHousehold()
  }

  return {
    move: async ({ personId, to }) => {
      await movePerson(place, personId, to)
      return told()
    },
    rename: async ({ name }) => {
      const { drawer, name: before, personId } = own()
      const spelled = await renamePerson(place, personId, name)
      await drawer.rename(spelled).catch(async (error: unknown) => {
        // The list and the drawer say the same.
        await renamePerson(place, personId, before)
        throw error
      })
      if (desk.read()?.personId === personId) desk.rename(spelled)
      return told()
    },
    recolour: async ({ colour }) => {
      await colourPerson(place, own().personId, colour)
      return told()
    },
    draw: async ({ drawing }) => {
      await picturePerson(place, own().personId, drawing === null ? null : { drawing })
      return told()
    },
    choosePhoto: () =>
      bench.run(async ({ signal, step }) => {
        const { personId } = own()
        const [path] = await ports.files.choose({ title: photoTitle[await language()], several: false })
        if (path === undefined) return null
        step('drawingPictures')
        const photo = await takePhoto(ports.startPictureProcess, path, signal)
        // Who was open when the photo was chosen still is.
        if (own().personId !== personId) fail({ code: 'app.cancelled' })
        await picturePerson(place, personId, { photo })
        return told()
      }),
    allowOverview: async ({ shows }) => {
      const { drawer, personId } = own()
      await drawer.record({ at: at(), act: 'overview', outcome: 'done', party: '', items: [] })
      await allowOverview(place, personId, shows, await readOwnDates(drawer, at()))
      return told()
    },
    allowApplications: async ({ allowed }) => {
      const { drawer, personId } = own()
      await drawer.record({ at: at(), act: 'overview', outcome: 'done', party: '', items: [] })
      await allowApplications(place, personId, allowed ? await readFamilyApplications(drawer, at()) : undefined)
      return told()
    },
  }
}

/** @throws drawer.locked, person.ownChoice where somebody they appointed has opened the drawer */
export function ownChoice(desk: Room['desk']): OpenPerson {
  const open = desk.open()
  return open.actor?.basis === 'appointed' ? fail({ code: 'person.ownChoice' }) : open
}
