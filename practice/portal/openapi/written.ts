// The two files that are written from the routes and kept in the repository.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { clientTypes } from './clientTypes.ts'
import type { PortalDocument } from './document.ts'

const places = {
  document: fileURLToPath(new URL('./portal.openapi.json', import.meta.url)),
  types: fileURLToPath(new URL('../../../main/portal/api.ts', import.meta.url)),
}

function contents(document: PortalDocument): Readonly<Record<keyof typeof places, string>> {
  return { document: `${JSON.stringify(document, undefined, 2)}\n`, types: clientTypes(document) }
}

export async function writeContract(document: PortalDocument): Promise<void> {
  const { document: json, types } = contents(document)
  await writeFile(places.document, json)
  await writeFile(places.types, types)
}

/** @returns the files that differ from what the routes say now */
export async function staleFiles(document: PortalDocument): Promise<string[]> {
  const fresh = contents(document)
  const stale: string[] = []
  for (const name of ['document', 'types'] as const) {
    const kept = await readFile(places[name], 'utf8').catch(() => '')
    if (kept !== fresh[name]) stale.push(places[name])
  }
  return stale
}
