// npm run practice -- card --person NAME [--reader 0|1] [--trace FILE]   a practice card in a reader, until stopped
// npm run practice -- portal [--port N]                                   the practice portal, until stopped
// Standard output is the started program's alone: its first line is JSON.
import { join, resolve } from 'node:path'
import { asUser } from './setup/asUser.mjs'
import { attach } from './setup/command.mjs'
import { withPcscd } from './setup/pcscd.mjs'
import { checkout, projectNode } from './setup/places.mjs'
import { prepareNode } from './setup/prepare.mjs'
import { follow, SetupFailure } from './setup/say.mjs'
import { provideSystemPackages } from './setup/systemPackages.mjs'

await follow(async () => {
  const [what, ...args] = process.argv.slice(2)
  if (what === 'card') return await card(args)
  if (what === 'portal') return await portal(args)
  throw new SetupFailure(
    'practice',
    `"${what ?? ''}" is neither card nor portal`,
    'npm run practice -- card --person …',
    2,
  )
})

/** @param {string[]} args */
async function card(args) {
  await provideSystemPackages(['practiceReader'])
  await prepareNode()
  const program = join(checkout, 'practice', 'cardCommand.ts')
  return await withPcscd(({ TEFUDA_CARD_NETWORK }) =>
    attach(TEFUDA_CARD_NETWORK, [projectNode, program, ...args.map(fromHere)], { cwd: checkout }),
  )
}

/** @param {string[]} args */
async function portal(args) {
  await prepareNode()
  const program = join(checkout, 'practice', 'portal', 'portalCommand.ts')
  const { command, args: words } = asUser(projectNode, [program, ...args], { dieWithParent: true })
  return await attach(command, words, { cwd: checkout })
}

/**
 * npm runs scripts in the checkout; a file after --trace is meant from where npm was called.
 *
 * @param {string} arg
 * @param {number} index
 * @param {readonly string[]} all
 */
function fromHere(arg, index, all) {
  return all[index - 1] === '--trace' ? resolve(process.env.INIT_CWD ?? process.cwd(), arg) : arg
}
