// The choices of this PC that hold before any drawer is open. Nothing of a person.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Settings, settings } from '../preload/shapes/settings.ts'
import { storageFailure } from './drawer/database.ts'
import { makeFolder } from './drawer/folder.ts'
import { writeWhole } from './writeWhole.ts'

const atFirst: Settings = { theme: 'system', furigana: true }

/** The settings of that home; those of a first start where there are none or they do not parse. */
export async function readSettings(home: string): Promise<Settings> {
  const text = await readFile(join(home, 'settings.json'), 'utf8').catch(() => '{}')
  try {
    return settings.parse({ ...atFirst, ...JSON.parse(text) })
  } catch {
    return atFirst
  }
}

/** @throws store.full, store.readOnly, file.unreadable */
async function writeSettings(home: string, value: Settings): Promise<void> {
  try {
    makeFolder(home)
  } catch (error) {
    throw storageFailure(error)
  }
  await writeWhole(join(home, 'settings.json'), JSON.stringify(value))
}

/** Changes what is named and keeps the rest. @returns the settings as they are now */
export async function changeSettings(
  home: string,
  change: { [K in keyof Settings]?: Settings[K] | undefined },
): Promise<Settings> {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const value = settings.parse({ ...(await readSettings(home)), ...named })
  await writeSettings(home, value)
  return value
}
