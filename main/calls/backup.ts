import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Handlers } from '../../preload/contract.ts'
import type { BackupPreview, BackupTest, ChosenBackup } from '../../preload/shapes/backup.ts'
import { noteBackupMade, noteBackupTried } from '../backup/notes.ts'
import { readBackupHeader } from '../backup/read.ts'
import { sweepTrials } from '../backup/trials.ts'
import { fail } from '../failure.ts'
import { makeBackup } from '../journeys/makeBackup.ts'
import { type OpenBackup, openBackup, previewOf, restoreBackup, testBackup } from '../journeys/useBackup.ts'
import { log } from '../log.ts'
import type { Room } from './room.ts'

const titles = {
  make: { ja: 'バックアップの保存先', en: 'Where to save the backup' },
  choose: { ja: 'バックアップを選ぶ', en: 'Choose a backup' },
} as const
/** Says whose kind of file it is, and nobody's name. */
const ending = '.tefuda-backup'
const openForMs = 10 * 60 * 1000
const remembered = 50

/** A backup of which a test restore found nothing wrong, in this turn of the person. */
export interface ProvenBackup {
  /** Of the file. */
  readonly name: string
  readonly preview: BackupPreview
  /** When it was tried. */
  readonly at: string
}

export function backupCalls(room: Room): {
  readonly calls: Handlers['backup']
  /** Undefined where it was not tried, or did not pass. */
  readonly proven: (id: string) => ProvenBackup | undefined
} {
  const { ports, trust, bench, desk, language } = room
  const chosen = new Map<string, string>()
  const proven = new Map<string, ProvenBackup>()
  let open: { readonly id: string; readonly backup: OpenBackup; readonly limit: NodeJS.Timeout } | undefined

  const close = async (): Promise<void> => {
    const leaving = open
    open = undefined
    clearTimeout(leaving?.limit)
    await leaving?.backup.room.end()
  }
  room.onLock(() => {
    chosen.clear()
    proven.clear()
    void close()
  })
  void sweepTrials(ports.home).catch(() => log('trials not swept'))

  async function remember(path: string): Promise<ChosenBackup> {
    const { keys, size } = await readBackupHeader(path, trust.realm)
    const id = randomUUID()
    chosen.set(id, path)
    for (const old of [...chosen.keys()].slice(0, -remembered)) chosen.delete(old)
    return { id, name: basename(path), size, keys: [...keys] }
  }
  const keep = (id: string, backup: OpenBackup): void => {
    const limit = setTimeout(() => void close(), openForMs)
    limit.unref()
    const mine = { id, backup, limit }
    open = mine
    // Its keys are gone with its process, whoever ended it.
    backup.onEnd(() => {
      if (open === mine) void close()
    })
  }
  async function prove(id: string, backup: OpenBackup, { at, checks }: BackupTest): Promise<void> {
    if (!checks.every(({ ok }) => ok)) return
    const { drawerId, madeAt } = backup.backup.contents
    proven.set(id, { name: basename(chosen.get(id) ?? ''), preview: await previewOf({ ports }, id, backup), at })
    await noteBackupTried(ports, drawerId, { at, madeAt })
  }
  const opened = (id: string): OpenBackup => (open?.id === id ? open.backup : fail({ code: 'pending.gone' }))

  const calls: Handlers['backup'] = {
    make: ({ passphrase }) =>
      bench.run(async (work) => {
        const person = desk.open()
        const spoken = await language()
        const name = `${fileName[spoken]}-${dayOf(ports.now())}${ending}`
        const path = await ports.files.saveAs({ title: titles.make[spoken], name })
        if (path === undefined) return null
        // The system's dialog has asked before it gives the name of a file that is there.
        const replace = await stat(path).then(
          () => true,
          () => false,
        )
        const madeAt = await makeBackup({ ports, work }, person, { path, replace, passphrase })
        await noteBackupMade(ports, (await person.drawer.header()).drawerId, madeAt)
        return remember(path)
      }),

    choose: async () => {
      const [path] = await ports.files.choose({ title: titles.choose[await language()], several: false })
      return path === undefined ? null : remember(path)
    },

    open: ({ id, by }) =>
      bench.run(async (work) => {
        const path = chosen.get(id) ?? fail({ code: 'pending.gone' })
        await close()
        const backup = await openBackup({ ports, trust, work }, path, by)
        keep(id, backup)
        return previewOf({ ports }, id, backup)
      }),

    test: ({ id }) =>
      bench.run(async (work) => {
        const backup = opened(id)
        const tested = await testBackup({ ports, trust, work }, backup)
        await prove(id, backup, tested)
        return tested
      }),

    restore: ({ id, name, colour, opener, reader }) =>
      bench.run(async (work) => {
        const backup = opened(id)
        const setting = { ...room.householdSetting(work, reader), work }
        const person = await restoreBackup(setting, backup, { name, colour, opener })
        // From here on its process is the drawer's.
        clearTimeout(open?.limit)
        open = undefined
        await room.putAway()
        return room.putOnDesk(person, work)
      }),

    close,
  }
  return { calls, proven: (id) => proven.get(id) }
}

const fileName = { ja: '手札', en: 'tefuda' } as const

/** The day in Japan, as in file names of people: 2026-11-23. */
const dayOf = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' })
