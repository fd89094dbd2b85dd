import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Handlers } from '../../preload/contract.ts'
import { supportText } from '../doctor/bundle.ts'
import { type Diagnosis, type Examination, examine, mend } from '../doctor/doctor.ts'
import { fail } from '../failure.ts'
import type { Work } from '../work.ts'
import type { Room } from './room.ts'

const saveWords = {
  ja: { title: '問い合わせ用の記録の保存先', name: 'tefuda-診断.txt' },
  en: { title: 'Where to save the record for support', name: 'tefuda-check-up.txt' },
} as const

export function doctorCalls(room: Room): Handlers['doctor'] {
  const { ports, trust, bench, language, portal, startPracticePortal } = room
  let last: readonly Diagnosis[] | undefined
  /** What the person sees: nothing else is ever saved. */
  let shown: string | undefined

  const examination: Examination = {
    ...ports,
    portal,
    ...(startPracticePortal === undefined ? {} : { startPortal: startPracticePortal }),
  }
  const look = async ({ signal, step }: Work): Promise<Diagnosis[]> => {
    step('examining')
    const found = await examine(examination, signal)
    last = found
    return found
  }

  return {
    examine: () => bench.run(look),
    fix: ({ code }) =>
      bench.run(async ({ signal, step }) => {
        step('fixing')
        const found = await mend(code, examination, signal)
        last = found
        return found
      }),
    bundle: async () => {
      const findings = last ?? (await bench.run(look))
      shown = supportText(findings, { machine: ports.machine, realm: trust.realm, at: ports.now() })
      return { text: shown }
    },
    saveBundle: async () => {
      const text = shown ?? fail({ code: 'pending.gone' })
      const path = await ports.files.saveAs(saveWords[await language()])
      if (path === undefined) return null
      await writeReplacing(path, text)
      return { savedAs: basename(path) }
    },
  }
}

/** Whole or not at all. Where a file is, the system's own dialog has asked whether to replace it. */
async function writeReplacing(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomUUID().slice(0, 8)}.tmp`
  try {
    await writeFile(fresh, text, { flag: 'wx', mode: 0o600 })
    await rename(fresh, path)
  } catch (error) {
    const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    fail({ code: full ? 'store.full' : 'file.notWritten' }, error)
  } finally {
    await rm(fresh, { force: true }).catch(() => undefined)
  }
}
