// node scripts/with.mjs COMMAND [ARGUMENT...]: one command in the surroundings that tests get, for work on a single test:
//   node scripts/with.mjs playwright test -c tests/playwright.config.ts --project=program -g "starts"
import { fileURLToPath } from 'node:url'
import { attach } from './setup/command.mjs'
import { withEverything } from './setup/everything.mjs'
import { inOwnRun } from './setup/ownRun.mjs'
import { follow, SetupFailure } from './setup/say.mjs'

await follow(() => {
  const [command, ...args] = process.argv.slice(2)
  if (command === undefined) throw new SetupFailure('with', 'no command was given', 'name the command to run', 2)
  return inOwnRun(fileURLToPath(import.meta.url), [command, ...args], () =>
    withEverything(['checking'], (env) => attach(command, args, { env })),
  )
})
