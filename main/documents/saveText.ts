import { basename, dirname, parse } from 'node:path'
import type { Files } from '../ports.ts'
import { saveAll } from './save.ts'

/**
 * Saves a text where the person says; a file that is there already is left alone, and the new one gets a number.
 * @returns the name it got; null when they chose no place
 * @throws store.full, file.notWritten
 */
export async function saveText(
  files: Pick<Files, 'saveAs'>,
  { title, name, text }: { readonly title: string; readonly name: string; readonly text: string },
): Promise<{ savedAs: string } | null> {
  const path = await files.saveAs({ title, name })
  if (path === undefined) return null
  const { name: stem, ext } = parse(path)
  const place = { folder: dirname(path), stem, mark: '', ending: ext }
  const [saved = path] = await saveAll([{ place, bytes: Buffer.from(text, 'utf8') }])
  return { savedAs: basename(saved) }
}
