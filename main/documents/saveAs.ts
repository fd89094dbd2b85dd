import { basename } from 'node:path'
import type { Files } from '../ports.ts'
import { placeOf, saveAll } from './save.ts'

/**
 * Saves a text or bytes where the person says; a file that is there already is left alone, and the new one gets a number.
 * @returns the name it got; null when they chose no place
 * @throws store.full, file.notWritten
 */
export async function saveAs(
  files: Pick<Files, 'saveAs'>,
  { title, name, content }: { readonly title: string; readonly name: string; readonly content: string | Uint8Array },
): Promise<{ savedAs: string } | null> {
  const path = await files.saveAs({ title, name })
  if (path === undefined) return null
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const [saved = path] = await saveAll([{ place: placeOf(path), bytes }])
  return { savedAs: basename(saved) }
}
