// npm run bench [-- GROUP …]: times and memory against their floors, as a table and in out/bench.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { attach } from './setup/command.mjs'
import { withEverything } from './setup/everything.mjs'
import { sayWhoRuns } from './setup/ordinaryUser.mjs'
import { inOwnRun } from './setup/ownRun.mjs'
import { checkout, projectNode } from './setup/places.mjs'
import { follow } from './setup/say.mjs'

const groups = process.argv.slice(2)
await follow(() =>
  inOwnRun(fileURLToPath(import.meta.url), groups, () =>
    withEverything([], (env) => {
      sayWhoRuns()
      return attach(projectNode, [join('tests', 'bench', 'bench.ts'), ...groups], { cwd: checkout, env })
    }),
  ),
)
