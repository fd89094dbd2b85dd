// Saves signed files in a process of its own, where other disks are mounted. Tells what became of it as one JSON line.
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createChosenFiles } from '../../main/documents/chosen.ts'
import { findPlaces } from '../../main/documents/places.ts'
import { saveAll } from '../../main/documents/save.ts'
import { WalletError } from '../../main/failure.ts'
import { steeredFiles } from './steeredFiles.ts'

/** Originals, where the person saves when asked, and how large each result is. */
const [originals = '', place, size = '1'] = process.argv.slice(2)
const chosen = createChosenFiles()
const asked: string[] = []

async function save(): Promise<string[]> {
  const documents = []
  for (const path of originals.split(',')) documents.push(await chosen.add(path))
  const steered = {
    ...steeredFiles(),
    saveAs: async (options: { title: string; name: string }) => {
      asked.push(options.name)
      return place
    },
  }
  const places = await findPlaces(steered, documents, { form: 'pades', language: 'en' })
  return saveAll(places.map((one) => ({ place: one, bytes: new Uint8Array(Number(size)) })))
}

const outcome = await save().catch((error: unknown) =>
  error instanceof WalletError ? error.failure.code : String(error),
)
const folder = dirname(originals.split(',')[0] ?? '')
process.stdout.write(`${JSON.stringify({ outcome, asked, left: readdirSync(folder).sort() })}\n`)
