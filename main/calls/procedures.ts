import type { Handlers } from '../../preload/contract.ts'
import type { Preflight } from '../../preload/shapes/procedures.ts'
import { readSigningCertificate, signingView } from '../journeys/cardCertificates.ts'
import { checkBeforehand } from '../journeys/checkBeforehand.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { findProcedures, keptProcedure, lastFound, openProcedure } from '../journeys/findProcedures.ts'
import type { PortalProfile } from '../portal/profile.ts'
import type { JudgedCertificate } from '../procedures/cardNeeds.ts'
import { findMunicipalities } from '../procedures/municipalities.ts'
import type { Room } from './room.ts'

export function proceduresCalls(room: Room): Handlers['procedures'] {
  const { bench, cards, desk, guard, portal, ports, trust } = room
  const atPortal = () => ({ drawer: desk.open().drawer, profile: portal() })
  /** Signing certificates that were read in this turn: until when they are valid, by the insertion of their card. */
  const read = new Map<string, JudgedCertificate>()
  room.onLock(() => read.clear())
  const placeOf = (reader: string, insertion: number | null): string => `${insertion} ${reader}`

  async function preflight(id: string): Promise<Preflight | null> {
    const open = desk.open()
    const { people } = await room.shownHousehold()
    const checked = await checkBeforehand(
      {
        open,
        trust,
        cards,
        guard,
        people: people.filter(({ name }) => name !== '').map(({ id: personId, name }) => ({ personId, name })),
        profile: portalOrNone(portal),
        session: (await room.shownSession()) ?? undefined,
        signatureOf: (reader, insertion) => read.get(placeOf(reader, insertion)),
        language: await room.language(),
        at: ports.now(),
      },
      id,
    )
    return checked ?? null
  }

  return {
    municipalities: async ({ text }) => findMunicipalities(text),
    search: (asked) =>
      bench.run(async (work) => {
        work.step('searchingProcedures')
        return findProcedures(room.abortable(work), atPortal(), asked)
      }),
    last: async () => (await lastFound(desk.open().drawer)) ?? null,
    open: ({ id }) =>
      bench.run(async (work) => {
        work.step('searchingProcedures')
        return openProcedure(room.abortable(work), atPortal(), id)
      }),
    kept: async ({ id }) => (await keptProcedure(desk.open().drawer, id)) ?? null,
    preflight: ({ id }) => preflight(id),
    checkSigning: ({ id, reader: named, whose }) =>
      bench.run(async (work) => {
        work.step('readingCard')
        const reader = chooseReader(cards.read(), named)
        const { name: person } = desk.open()
        const signing = await readSigningCertificate(room.asker(work, whose), { reader, person, opened: guard.opened })
        const { verdict, validUntil } = await signingView(signing, { trust, at: ports.now() })
        read.set(placeOf(signing.seen.reader, signing.seen.insertion), { verdict, validUntil })
        return preflight(id)
      }),
  }
}

/** What can be checked without a portal is checked. */
function portalOrNone(portal: () => PortalProfile): PortalProfile | undefined {
  try {
    return portal()
  } catch {
    return undefined
  }
}
