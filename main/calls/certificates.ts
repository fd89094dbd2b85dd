import type { Handlers } from '../../preload/contract.ts'
import { noteEnds } from '../calendar/noteEnds.ts'
import { isPhone } from '../card/sameCard.ts'
import { fail } from '../failure.ts'
import {
  keepCertificate,
  readSigningCertificate,
  readToKeep,
  type SigningCertificate,
  signingView,
  viewCertificates,
} from '../journeys/cardCertificates.ts'
import { createPending } from '../journeys/pending.ts'
import { dayOf } from '../mandates/days.ts'
import type { Room } from './room.ts'

/** A signing certificate that was read, and whose drawer was open then. */
interface ReadSigning extends SigningCertificate {
  readonly personId: string | undefined
}

export function certificatesCalls(room: Room): Handlers['certificates'] {
  const { bench, cards, desk, guard, ports, trust } = room
  const signing = createPending<ReadSigning>(ports.now)
  room.onLock(() => signing.clear())
  const judging = () => ({ trust, at: ports.now() })

  /** The guard was asked when it was read; a drawer that was opened since has its own. */
  async function checkAgain({ seen, chain, personId }: ReadSigning): Promise<void> {
    if (desk.open().personId === personId) return
    const compared = seen.certificate ?? chain[0]
    if (compared === undefined) return fail({ code: 'card.holderUnnamed' })
    await guard.check(compared, isPhone(seen))
  }

  return {
    onCard: ({ reader }) =>
      bench.run(({ signal, step }) => {
        step('readingCard')
        return viewCertificates({ cards, signal }, reader, judging())
      }),
    readSigning: ({ reader, whose }) =>
      bench.run(async (work) => {
        work.step('readingCard')
        const open = desk.read()
        const read = await readSigningCertificate(room.asker(work, whose), {
          reader,
          ...(open === undefined ? {} : { person: open.name }),
          opened: guard.opened,
        })
        const certificate = await signingView(read, judging())
        // The calendar knows of its end from now on; somebody who may only look leaves it as it is.
        const ends = [{ what: 'signature' as const, on: dayOf(certificate.validUntil) }]
        if (open !== undefined && (await noteEnds(open.drawer, ends, room.at()).catch(() => false)))
          await room.followCalendar()
        return { id: signing.remember({ ...read, personId: open?.personId }), certificate }
      }),
    keep: (input) =>
      bench.run(async ({ signal, step }) => {
        const { drawer } = desk.open()
        if ('reader' in input) {
          step('readingCard')
          const chain = await readToKeep({ cards, signal, guard: guard.check }, input.reader)
          const kept = await keepCertificate(drawer, 'authentication', chain, room.at())
          await room.tellCredentials()
          return kept
        }
        const read = signing.take(input.id)
        try {
          await checkAgain(read)
          const kept = await keepCertificate(drawer, 'signature', read.chain, room.at())
          await room.tellCredentials()
          return kept
        } finally {
          // It stays to be looked at until its time is over.
          signing.putBack(input.id, read)
        }
      }),
  }
}
