import { homedir } from 'node:os'
import { basename, dirname, sep } from 'node:path'
import type { Handlers } from '../../preload/contract.ts'
import { createChosenFiles, shownFile } from '../documents/chosen.ts'
import { fail } from '../failure.ts'
import type { Room } from './room.ts'

/** As many as one call can sign. */
const mostAtOnce = 20

const titles = {
  sign: { ja: '署名する書類を選ぶ', en: 'Choose what to sign' },
  verify: { ja: '署名をたしかめる書類を選ぶ', en: 'Choose a signed document' },
  content: { ja: '署名のもとになった書類を選ぶ', en: 'Choose what the signature was made over' },
} as const

export function documentsCalls(room: Room): Handlers['documents'] {
  const { ports, bench, desk, language } = room
  const chosen = createChosenFiles()
  room.onLock(() => chosen.clear())

  const none = async () => {
    throw new Error('not made yet')
  }
  return {
    choose: async ({ purpose }) => {
      const title = titles[purpose][await language()]
      const paths = await ports.files.choose({ title, several: purpose === 'sign' })
      if (paths.length > mostAtOnce) fail({ code: 'file.tooMany', most: mostAtOnce })
      const files = []
      for (const path of paths) files.push(await chosen.add(path))
      return files.map(shownFile)
    },
    content: async ({ id }) => {
      if (chosen.get(id).kind !== 'pdf') fail({ code: 'document.notPdf' })
      return { bytes: Buffer.from(await chosen.read(id)).toString('base64') }
    },
    sign: none,
    show: async ({ id }) => ports.files.showInFolder(chosen.get(id).path),
    verify: none,
  }
}

/** A folder as people know it: their own home is `~`. */
const shownFolder = (path: string): string => {
  const folder = dirname(path)
  const home = homedir()
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
}
