// What was done.
import { z } from 'zod'
import { language } from '../shapes/common.ts'
import { ledgerEntry, ledgerFilter, ledgerLetter, ledgerReport, letterAbout } from '../shapes/ledger.ts'
import { call, done, id, nothing } from './call.ts'

const ledgerExport = z.object({ format: z.enum(['json', 'csv']), filter: ledgerFilter.optional() })
const ledgerLetterWanted = z.object({ id, about: letterAbout, language })

export const ledgerCalls = {
  /** The newest first. */
  list: call(ledgerFilter.optional(), z.array(ledgerEntry)),
  /** Compared with the head in the keychain, and with a receipt or an exported head where one is given. */
  verify: call(
    z.object({ receipt: z.string().max(80).optional(), head: z.string().max(4000).optional() }).optional(),
    ledgerReport,
  ),
  /** Content and salt go; place and commitment stay, and one more row says that it was erased. */
  erase: call(z.object({ id }), done),
  /** Keeps the present head from now on, whatever was kept before, and writes that down. */
  beginAnew: call(nothing, ledgerReport),
  /** As text: everything where nothing is filtered. */
  exported: call(ledgerExport, z.object({ name: z.string(), text: z.string() })),
  /** Lets the person save it; null when they chose no place. */
  saveExport: call(ledgerExport, z.object({ savedAs: z.string() }).nullable()),
  /** To the party of an entry; nothing is sent. */
  letter: call(ledgerLetterWanted, ledgerLetter),
  saveLetter: call(ledgerLetterWanted, z.object({ savedAs: z.string() }).nullable()),
} as const
