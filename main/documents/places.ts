// Where the results will lie, settled before any PIN is asked: beside the originals, or where the person says.
import { dirname } from 'node:path'
import type { SignatureForm } from '../../preload/shapes/documents.ts'
import { fail } from '../failure.ts'
import type { Files } from '../ports.ts'
import type { ChosenFile } from './chosen.ts'
import { isWritable, nameOf, type Place, resultName } from './save.ts'

const titles = { ja: '署名した書類の保存先', en: 'Where to save the signed document' } as const

/**
 * One place for each file. Where the original's folder cannot be written to (a CD, somebody else's folder) the person is
 * asked for one, once for all of them.
 *
 * @throws app.cancelled when the person chose no place; file.notWritten when that one cannot be written to either
 */
export async function findPlaces(
  files: Files,
  chosen: readonly ChosenFile[],
  { form, language }: { form: SignatureForm; language: 'ja' | 'en' },
): Promise<Place[]> {
  const places: Place[] = []
  let elsewhere: string | undefined
  for (const { path, name } of chosen) {
    const wanted = resultName(name, form, language)
    const own = dirname(path)
    if (await isWritable(own)) {
      places.push({ ...wanted, folder: own })
      continue
    }
    elsewhere ??= await askFolder(files, titles[language], nameOf(wanted))
    places.push({ ...wanted, folder: elsewhere })
  }
  return places
}

async function askFolder(files: Files, title: string, name: string): Promise<string> {
  const path = (await files.saveAs({ title, name })) ?? fail({ code: 'app.cancelled' })
  const folder = dirname(path)
  return (await isWritable(folder)) ? folder : fail({ code: 'file.notWritten' })
}
