import type { Handlers } from '../../preload/contract.ts'
import { fetchPartnerDocuments, listDocuments } from '../journeys/partnerDocuments.ts'
import { keptLinks, linkPartner, refreshLinks, signOn, unlinkPartner } from '../journeys/partners.ts'
import { knownPortal } from '../portal/knownPortal.ts'
import type { Work } from '../work.ts'
import type { Room } from './room.ts'

export function partnersCalls(room: Room): Handlers['partners'] {
  const { bench, desk, emit, language, portal, ports, trust } = room
  const atPortal = () => ({ drawer: desk.open().drawer, profile: portal() })
  const asking = <T>(ask: (work: Work) => Promise<T>): Promise<T> =>
    bench.run(async (work) => {
      work.step('askingPortal')
      const value = await ask(work)
      // A session that was used ends later.
      emit('session.changed', await room.shownSession())
      return value
    })
  return {
    list: async () => keptLinks(desk.open().drawer, knownPortal(portal)?.id),
    refresh: () => asking((work) => refreshLinks(room.abortable(work), atPortal())),
    link: ({ partner }) =>
      asking(async (work) => linkPartner(room.abortable(work), { ...atPortal(), partner, language: await language() })),
    unlink: ({ partner }) =>
      asking(async (work) =>
        unlinkPartner(room.abortable(work), { ...atPortal(), partner, language: await language() }),
      ),
    signOn: ({ partner }) =>
      asking(async (work) =>
        signOn({ ...ports, ...room.abortable(work) }, { ...atPortal(), partner, language: await language() }),
      ),
    documents: ({ partner }) => asking((work) => listDocuments(room.abortable(work), { ...atPortal(), partner })),
    fetch: ({ partner, ids }) =>
      asking(async (work) => {
        const { drawer } = desk.open()
        const told = fetchPartnerDocuments(room.abortable(work), {
          ...atPortal(),
          partner,
          ids,
          trust,
          language: await language(),
          signal: work.signal,
          step: (percent) => work.step('fetchingRecords', percent),
        })
        // What had come before a failure or a cancel is there.
        return told.finally(async () => {
          const papers = (await drawer.papers()).filter(({ kind }) => kind !== 'attachment')
          emit('papers.listChanged', { all: papers.length })
        })
      }),
  }
}
