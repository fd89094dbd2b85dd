import type { Handlers } from '../../preload/contract.ts'
import { attachToDraft, detachFromDraft, findAttachable } from '../journeys/attachToDraft.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import {
  beginDraft,
  concernDraft,
  correctApplication,
  dropDraft,
  listDrafts,
  openDraft,
  saveDraft,
} from '../journeys/drafts.ts'
import { fillDraft, offerFilling } from '../journeys/fillDraft.ts'
import { readCardAttributes } from '../journeys/readCardData.ts'
import { reviewDraft } from '../journeys/reviewDraft.ts'
import { sendDraft, withdrawApplication } from '../journeys/sendApplication.ts'
import type { Work } from '../work.ts'
import type { Room } from './room.ts'

const chooseTitle = { ja: '付けるファイルを選ぶ', en: 'Choose a file to attach' } as const

export function draftsCalls(room: Room): Handlers['drafts'] {
  const { at, bench, cards, desk, emit, guard, language, ports, portal, trust } = room
  const inDrawer = async () => ({ drawer: desk.open().drawer, language: await language() })
  const atPortal = async () => ({ ...(await inDrawer()), profile: portal(), person: desk.open().name })
  const asking = <T>(
    work: (ports: ReturnType<Room['abortable']>, at: Awaited<ReturnType<typeof atPortal>>) => Promise<T>,
  ) =>
    bench.run(async (piece) => {
      piece.step('askingPortal')
      return work(room.abortable(piece), await atPortal())
    })
  /** A session that was used ends later. */
  const tellSession = async (): Promise<void> => emit('session.changed', await room.shownSession())
  const readCard = (work: Work, reader: string | undefined, by: 'pin' | 'checkNumberB') => () =>
    readCardAttributes(
      {
        asker: room.asker(work),
        step: (name) => work.step(name),
        startPictureProcess: ports.startPictureProcess,
        authorities: trust.cardAuthorities ?? [],
        reader: chooseReader(cards.read(), reader),
        person: desk.open().name,
      },
      by,
    )
  const noCard = () => Promise.reject(new Error('no card is read for this'))

  return {
    list: async () => listDrafts(await inDrawer()),
    begin: ({ procedure, whom = { kind: 'self' } }) =>
      asking((within, where) => beginDraft(within, where, { procedure, whom })),
    correct: ({ receiptNo }) => asking((within, where) => correctApplication(within, where, receiptNo)),
    open: async ({ id }) => openDraft(await inDrawer(), id),
    concern: (input) => asking((within, where) => concernDraft(within, where, input)),
    save: async (input) => saveDraft(ports, await inDrawer(), input),
    fillOffers: async ({ id }) => offerFilling(await inDrawer(), id, at()),
    fill: async ({ id, from, only }) =>
      from.kind === 'card'
        ? bench.run(async (work) =>
            fillDraft(ports, await inDrawer(), { id, from, only, readCard: readCard(work, from.reader, from.by) }),
          )
        : fillDraft(ports, await inDrawer(), { id, from, only, readCard: noCard }),
    attachable: async ({ id, rule }) => findAttachable(await inDrawer(), { id, rule, at: at() }),
    attach: async (input) => {
      const chooseFile = async () =>
        (await ports.files.choose({ title: chooseTitle[await language()], several: false }))[0]
      return attachToDraft(ports, await inDrawer(), { ...input, chooseFile })
    },
    detach: async (input) => detachFromDraft(ports, await inDrawer(), input),
    review: ({ id }) => asking((within, where) => reviewDraft(within, where, id)),
    send: ({ id, seen, reader, whose }) =>
      bench.run(async (work) => {
        work.step('askingPortal')
        const outcome = await sendDraft(
          // An answer that is not waited for may have arrived all the same.
          { ...ports, ...room.asker(work, whose) },
          {
            ...(await atPortal()),
            id,
            seen,
            trust,
            reader: () => chooseReader(cards.read(), reader),
            ownMemory: room.ownMemory(),
            opened: guard.opened,
            step: work.step,
          },
        )
        await tellSession()
        return outcome
      }),
    drop: async ({ id }) => dropDraft(await inDrawer(), id),
    withdraw: ({ receiptNo }) =>
      bench.run(async (work) => {
        work.step('askingPortal')
        const application = await withdrawApplication(ports, await atPortal(), receiptNo)
        await tellSession()
        return application
      }),
  }
}
