// npm start: from whatever this machine is now to the open wallet in practice mode.
import { attach } from './setup/command.mjs'
import { displayAnswers, withDisplay } from './setup/display.mjs'
import { sayWhoRuns } from './setup/ordinaryUser.mjs'
import { checkout } from './setup/places.mjs'
import { prepareProgram } from './setup/prepare.mjs'
import { follow, say } from './setup/say.mjs'
import { tour } from './tour.mjs'

await follow(async () => {
  if (!(await displayAnswers())) {
    say('there is no display here: playing the tour instead, in a display in memory (npm run tour)')
    return await tour()
  }
  const env = await prepareProgram()
  sayWhoRuns()
  say('opening the wallet in practice mode')
  return await withDisplay((display) =>
    attach(env.TEFUDA_ELECTRON ?? '', [checkout, '--practice', '--card=memory', ...process.argv.slice(2)], {
      env: { ...process.env, ...env, ...display },
    }),
  )
})
