import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../preload/contract.ts'
import type { LeavingReport, LeavingState } from '../../preload/shapes/leaving.ts'
import type { OpenPerson } from '../desk.ts'
import { saveAs } from '../documents/saveAs.ts'
import { type Failure, fail, WalletError } from '../failure.ts'
import { readHousehold } from '../household/household.ts'
import { confirmedDisposal, disposeOfPc } from '../journeys/disposePc.ts'
import { askForRemoval, confirmed, eraseOwn, eraseUnopened, eraseWard, readLeaving } from '../journeys/leave.ts'
import { checklistText } from '../leaving/checklist.ts'
import { finishErasures } from '../leaving/erasePerson.ts'
import { dropRemoval, provedAlive } from '../leaving/removal.ts'
import { reportLines } from '../leaving/report.ts'
import { logBug } from '../log.ts'
import type { ProvenBackup } from './backup.ts'
import type { Room } from './room.ts'

const titles = {
  checklist: { ja: '持っていく一覧を保存する', en: 'Save the list to take along' },
  report: { ja: '消したものの一覧を保存する', en: 'Save the report' },
} as const
const fileNames = {
  checklist: { ja: '手札-引っ越し', en: 'tefuda-moving' },
  report: { ja: '手札-消したもの', en: 'tefuda-erased' },
} as const

/** What the program does for a PC that is given away; without it nothing can be disposed of. */
export interface Departure {
  /** Ends what else writes into Tefuda's folder. */
  readonly endOthers: () => Promise<void>
  /** What lies outside of it; see DisposalSetting. */
  readonly practiceElsewhere: string | undefined
  /** From now on the end of the program takes away what it has open. */
  readonly disposed: () => void
  /** Ends the program. */
  readonly end: () => void
}

export function leavingCalls(
  room: Room,
  proven: (id: string) => ProvenBackup | undefined,
  departure: Departure | undefined,
): {
  readonly calls: Handlers['leaving']
  /** A drawer was opened: nobody can say any more that nobody can. */
  readonly opened: (open: OpenPerson) => Promise<void>
  /** Resolves when what was stopped before this start is finished. */
  readonly settled: () => Promise<void>
} {
  const { ports, trust, bench, desk, heads, language, settingsHome, tellHousehold, putAway } = room
  let report: LeavingReport | undefined
  /** Why the last one came to nothing, for a page that asked for it and is gone. */
  let failure: Failure | undefined
  /** The erasure that is under way, if one is. */
  let running: Promise<unknown> = Promise.resolve()
  let disposing = false
  const forget = (): void => {
    report = undefined
    failure = undefined
  }
  room.onLock(forget)
  const finished = finishErasures(ports).catch((error: unknown) => logBug(randomUUID(), error))
  const settled = () => heads.settled()
  const read = async (): Promise<LeavingState> =>
    disposing ? { people: [], elsewhere: 0 } : readLeaving(ports, settingsHome, trust.realm)

  /** The drawer is shut for it, and with that the page ends that asked for it: the next one is told what came of it. */
  function erasing(work: () => Promise<LeavingReport>): Promise<LeavingReport> {
    forget()
    const shuts = desk.read() !== undefined
    const told = (async () => {
      try {
        report = await work()
        return report
      } catch (error) {
        // Nothing was shut for it: the page that asked is there, and is told.
        failure = shuts && error instanceof WalletError ? error.failure : undefined
        throw error
      } finally {
        await tellHousehold()
      }
    })()
    running = told.catch(() => undefined)
    return told
  }
  async function save(what: keyof typeof titles, text: string): Promise<{ savedAs: string } | null> {
    const spoken = await language()
    const name = `${fileNames[what][spoken]}-${dayOf(ports.now())}.txt`
    return saveAs(ports.files, { title: titles[what][spoken], name, content: text })
  }
  async function checklist(id: string, spoken: 'ja' | 'en'): Promise<string> {
    const { name, preview, at } = proven(id) ?? fail({ code: 'leaving.notProven' })
    return checklistText({ file: name, preview, triedAt: at, at: room.at() }, spoken)
  }

  const calls: Handlers['leaving'] = {
    read,
    checklist: async (wanted) => ({ text: await checklist(wanted.id, wanted.language) }),
    saveChecklist: async (wanted) => save('checklist', await checklist(wanted.id, wanted.language)),

    erase: ({ personId, typed, by, reader }) =>
      bench.run(async (work) =>
        erasing(async () => {
          await confirmed(ports, { personId, typed })
          if (by === 'mandate') return eraseWard(ports, settled, desk.read(), { personId, typed }, putAway)
          await putAway()
          return eraseOwn(room.householdSetting(work, reader), settled, { personId, typed, by })
        }),
      ),
    askRemoval: ({ personId, typed }) =>
      bench.run(async () => {
        // Whoever has it open right now can.
        if (desk.read()?.personId === personId) fail({ code: 'leaving.notAsked' })
        await askForRemoval(ports, { personId, typed })
        return read()
      }),
    withdrawRemoval: ({ personId }) =>
      bench.run(async () => {
        const { people, unnamed } = await readHousehold(ports.home, ports.keychain)
        const drawerId = people.find(({ id }) => id === personId)?.drawerId
        const unnamedId = unnamed.find((one) => one.drawerId === personId)?.drawerId
        await dropRemoval(ports.home, drawerId ?? unnamedId ?? fail({ code: 'person.notFound' }))
        return read()
      }),
    eraseUnopened: ({ personId, typed }) =>
      bench.run(async () => erasing(async () => eraseUnopened({ ports, trust }, settled, { personId, typed }))),

    dispose: ({ typed }) =>
      bench.run(({ step }) =>
        erasing(async () => {
          if (departure === undefined) return fail({ code: 'app.refusedCall' })
          confirmedDisposal(typed)
          const { keychain } = await room.shownHousehold()
          await putAway()
          step('erasing')
          const { practiceElsewhere } = departure
          const endOthers = async (): Promise<void> => {
            disposing = true
            bench.closeFor({ code: 'leaving.disposed' })
            departure.disposed()
            await departure.endOthers()
          }
          return disposeOfPc({
            ports,
            trust,
            tefudaHome: settingsHome,
            keychain,
            settled,
            endOthers,
            practiceElsewhere,
          })
        }),
      ),
    report: async () => {
      await running
      return failure === undefined ? (report ?? null) : fail(failure)
    },
    reportSeen: async () => forget(),
    saveReport: async () =>
      report === undefined
        ? fail({ code: 'pending.gone' })
        : save('report', `${reportLines(report, await language()).join('\n')}\n`),
    end: async () => departure?.end(),
  }

  return {
    calls,
    opened: async ({ drawer }) => provedAlive(ports.home, (await drawer.header()).drawerId, ports.now()),
    settled: () => finished,
  }
}

/** The day in Japan, as in file names of people: 2026-11-23. */
const dayOf = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' })
