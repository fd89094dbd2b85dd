// npm run tour: the journeys in the real program with the practice card in a reader; a picture of every screen in out/tour.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { attach } from './setup/command.mjs'
import { withEverything } from './setup/everything.mjs'
import { sayWhoRuns } from './setup/ordinaryUser.mjs'
import { inOwnRun } from './setup/ownRun.mjs'
import { checkout, projectNode } from './setup/places.mjs'
import { follow } from './setup/say.mjs'

/** @returns {Promise<number>} exit status: 0 only if every step did what it says */
export function tour() {
  return inOwnRun(fileURLToPath(import.meta.url), [], () =>
    withEverything([], (env) => {
      sayWhoRuns()
      return attach(projectNode, [join('tests', 'tour', 'tour.ts')], { cwd: checkout, env })
    }),
  )
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await follow(tour)
