// For tests: a practice world. Making its keys takes seconds, so one is made a day and user, and copied where it will change.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayInJapan } from './calendar.ts'
import type { PracticePerson } from './person.ts'
import { openWorld, type World } from './world.ts'
import { fileName } from './worldFile.ts'

export interface TestWorld {
  readonly folder: string
  readonly world: World
  person(id: string): PracticePerson
  end(): Promise<void>
}

/** Everybody's: nobody changes anything in it. */
export const sharedWorld = (now: () => Date): Promise<World> => openWorld(sharedWorldFolder(now), now)

/** Ages and certificates follow from the day in Japan, and keys from what makes them: when these change it is another one. */
export const sharedWorldFolder = (now: () => Date): string =>
  join(tmpdir(), `tefuda-test-world-${process.getuid?.()}-${dayInJapan(now())}-${madeBy()}`)

/** That world in a folder of its own. */
export async function testWorld(now = () => new Date()): Promise<TestWorld> {
  const { folder: shared } = await sharedWorld(now)
  const folder = await mkdtemp(join(tmpdir(), 'tefuda-own-world-'))
  await copyFile(join(shared, fileName), join(folder, fileName))
  const world = await openWorld(folder, now)
  return {
    folder,
    world,
    person: (id) => personOf(world, id),
    end: () => rm(folder, { recursive: true, force: true }),
  }
}

export function personOf(world: World, id: string): PracticePerson {
  const found = world.person(id)
  if (found === undefined) throw new Error(`the household has no ${id}`)
  return found
}

let hash: string | undefined
function madeBy(): string {
  hash ??= readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .reduce((all, name) => all.update(readFileSync(join(import.meta.dirname, name))), createHash('sha256'))
    .digest('hex')
    .slice(0, 12)
  return hash
}
