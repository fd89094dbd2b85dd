import type { Handlers } from '../../preload/contract.ts'
import type { LedgerFilter } from '../../preload/shapes/ledger.ts'
import { saveAs } from '../documents/saveAs.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { entriesOf } from '../ledger/content.ts'
import { exportedCsv, exportedJson } from '../ledger/exported.ts'
import { filterEntries } from '../ledger/filter.ts'
import { markOf, parseHead } from '../ledger/head.ts'
import { buildLetter } from '../ledger/letter.ts'
import { receiptCode } from '../ledger/receiptCode.ts'
import { dayOf } from '../mandates/days.ts'
import type { Room } from './room.ts'

type Handled = Handlers['ledger']

const titles = {
  export: { ja: '記録を保存する', en: 'Save the ledger' },
  letter: { ja: '手紙を保存する', en: 'Save the letter' },
} as const

export function ledgerCalls(room: Room): Handled {
  const { ports, bench, desk, heads, at, language } = room

  /** The kept head; a keychain that does not answer is said to be so, and is no finding. */
  async function keptHead(drawer: Drawer): Promise<{ text: string | null; answered: boolean }> {
    try {
      return { text: await heads.read(drawer), answered: true }
    } catch (error) {
      if (error instanceof WalletError && error.failure.code === 'keychain.unavailable')
        return { text: null, answered: false }
      throw error
    }
  }

  const verify: Handled['verify'] = async (given = {}) => {
    const { drawer } = desk.open()
    const { text, answered } = await keptHead(drawer)
    const report = await drawer.verifyLedger(text, given)
    return answered ? report : { ...report, kept: { state: 'unavailable' } }
  }

  async function exported({ format, filter }: { format: 'json' | 'csv'; filter?: LedgerFilter | undefined }) {
    const { drawer } = desk.open()
    const rows = await drawer.ledgerRows()
    const entries = filterEntries(entriesOf(rows), filter)
    const name = `tefuda-ledger-${dayOf(at())}.${format}`
    if (format === 'csv') return { name, text: exportedCsv({ entries }, await language()) }
    const head = await drawer.ledgerHead(at())
    const mark = head === undefined ? undefined : parseHead(head)
    const receipt = mark === undefined ? null : receiptCode(markOf(mark))
    return { name, text: exportedJson({ entries, filter, rows, head, receipt, at: at() }) }
  }

  const letter: Handled['letter'] = async ({ id, about, language: wanted }) => {
    const entries = await desk.open().drawer.ledger()
    const entry = entries.find((one) => one.id === id)
    if (entry === undefined) return fail({ code: 'ledger.noSuchEntry' })
    return buildLetter(entry, about, wanted)
  }

  const save = async (title: keyof typeof titles, name: string, text: string) =>
    saveAs(ports.files, { title: titles[title][await language()], name, content: text })

  return {
    list: async (filter) => filterEntries(await desk.open().drawer.ledger(), filter),
    verify,
    erase: ({ id }) => bench.run(async () => desk.open().drawer.eraseLedgerEntry(id, at())),
    beginAnew: () =>
      bench.run(async () => {
        const { drawer } = desk.open()
        // Without the keychain nothing new can be kept, and nothing is lost.
        await drawer.beginLedgerAnew(await heads.read(drawer), at())
        return verify(undefined)
      }),
    exported,
    saveExport: async (wanted) => {
      const { name, text } = await exported(wanted)
      return save('export', name, text)
    },
    letter,
    saveLetter: async (wanted) => {
      const { addresses, subject, body } = await letter(wanted)
      return save('letter', `tefuda-${wanted.about}-${dayOf(at())}.txt`, letterText(addresses, subject, body))
    },
  }
}

const letterText = (addresses: readonly string[], subject: string, body: string): string =>
  [...addresses, ...(addresses.length === 0 ? [] : ['']), subject, '', body].join('\n')
