import { basename } from 'node:path'
import type { Handlers } from '../../preload/contract.ts'
import type { SignedDocument } from '../../preload/shapes/documents.ts'
import { type ChosenFile, createChosenFiles, shownFile } from '../documents/chosen.ts'
import { mostDocumentBytes } from '../documents/kind.ts'
import { findPlaces } from '../documents/places.ts'
import { saveAll } from '../documents/save.ts'
import { shownFolder } from '../documents/shownFolder.ts'
import { verifyApart } from '../documents/verifyApart.ts'
import { timeStampNote } from '../documents/verifyCms.ts'
import { fail } from '../failure.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { signDocuments } from '../journeys/signDocuments.ts'
import type { Work } from '../work.ts'
import type { Room } from './room.ts'

/** As many as one call can sign. */
const mostAtOnce = 20

const titles = {
  sign: { ja: '署名する書類を選ぶ', en: 'Choose what to sign' },
  verify: { ja: '署名をたしかめる書類を選ぶ', en: 'Choose a signed document' },
  content: { ja: '署名のもとになった書類を選ぶ', en: 'Choose what the signature was made over' },
} as const

type SignInput = Parameters<Handlers['documents']['sign']>[0]

export function documentsCalls(room: Room): Handlers['documents'] {
  const { ports, trust, bench, cards, desk, language } = room
  const chosen = createChosenFiles()
  room.onLock(() => chosen.clear())

  async function sign({ ids, form, reader, whose }: SignInput, work: Work) {
    const { drawer, name, actor } = desk.open()
    const files = [...new Set(ids)].map((id) => chosen.get(id))
    // Before any PIN: where nothing can be saved nothing is signed.
    const places = await findPlaces(ports.files, files, { form, language: await language() })
    const documents: Uint8Array[] = []
    for (const { id } of files) documents.push(await chosen.read(id))
    return signDocuments(
      { now: ports.now, ...room.asker(work, whose) },
      {
        reader: chooseReader(cards.read(), reader),
        form,
        documents,
        person: actor?.name ?? name,
        drawer,
        ownMemory: room.ownMemory(),
        opened: room.guard.opened,
        step: (step) => work.step(step),
        save: async (signed) => {
          const results = places.flatMap((place, at) => {
            const bytes = signed[at]
            return bytes === undefined ? [] : [{ place, bytes }]
          })
          const paths = await saveAll(results)
          return told(files, paths)
        },
      },
    )
  }
  async function told(files: readonly ChosenFile[], paths: readonly string[]): Promise<SignedDocument[]> {
    const results: SignedDocument[] = []
    for (const [at, { id: original, name }] of files.entries()) {
      const path = paths[at]
      if (path === undefined) continue
      const { id } = await chosen.add(path)
      results.push({ id, original, name, savedAs: basename(path), folder: shownFolder(path) })
    }
    return results
  }

  return {
    choose: async ({ purpose }) => {
      const title = titles[purpose][await language()]
      const paths = await ports.files.choose({ title, several: purpose === 'sign' })
      if (paths.length > mostAtOnce) fail({ code: 'file.tooMany', most: mostAtOnce })
      const files = []
      for (const path of paths) {
        const file = await chosen.add(path)
        if (purpose === 'sign' && file.size > mostDocumentBytes) fail({ code: 'document.tooLarge' })
        files.push(shownFile(file))
      }
      return files
    },
    content: async ({ id }) => {
      if (chosen.get(id).kind !== 'pdf') fail({ code: 'document.notPdf' })
      return { bytes: Buffer.from(await chosen.read(id)).toString('base64') }
    },
    sign: (input) => bench.run((work) => sign(input, work)),
    show: async ({ id }) => ports.files.showInFolder(chosen.get(id).path),
    verify: ({ id, content }) =>
      bench.run(async ({ signal, step }) => {
        step('verifying')
        const { signature, pinned } = trust.jpki
        const apart = { startVerifierProcess: ports.startVerifierProcess, signal }
        const verdict = await verifyApart(apart, await chosen.read(id), {
          trust: { anchors: signature, ...(pinned === undefined ? {} : { pinned: pinned.signature }) },
          at: ports.now(),
          ...(content === undefined ? {} : { content: await chosen.read(content) }),
        })
        return { ...verdict, timeStamped: verdict.notes.includes(timeStampNote) }
      }),
  }
}
