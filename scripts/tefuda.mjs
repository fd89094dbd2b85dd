// npm run -s tefuda -- COMMAND: what ./tefuda does, for those who have npm at their fingertips.
import { join } from 'node:path'
import { attach } from './setup/command.mjs'
import { checkout } from './setup/places.mjs'
import { follow } from './setup/say.mjs'

await follow(() =>
  attach(join(checkout, 'tefuda'), process.argv.slice(2), {
    // npm runs scripts in the checkout; files are meant from where npm was called.
    cwd: process.env.INIT_CWD ?? process.cwd(),
  }),
)
