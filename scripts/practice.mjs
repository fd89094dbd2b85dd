// npm run practice -- card --person NAME [--card myNumber|licence|phone] [--contact] [--reader 0|1] [--trace FILE]
//                                           a practice card in a reader, until stopped
// npm run practice -- portal [--port N]     the practice portal, until stopped
// npm run practice -- employer [--out FOLDER]
//                                           files 社会保険の定期手続 at the running portal, as an employer's software
// npm run practice -- contract             writes the portal's OpenAPI document and the client types anew from its routes
// Standard output is the started program's alone: its first line is JSON.
import { openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { asUser } from './setup/asUser.mjs'
import { attach } from './setup/command.mjs'
import { giveToUser } from './setup/ordinaryUser.mjs'
import { withPcscd } from './setup/pcscd.mjs'
import { checkout, isRoot, projectNode } from './setup/places.mjs'
import { prepareNode } from './setup/prepare.mjs'
import { follow, SetupFailure } from './setup/say.mjs'

await follow(async () => {
  const [what, ...args] = process.argv.slice(2)
  if (what === 'card') return await card(args)
  if (what === 'portal') return await portal(args)
  if (what === 'employer') return await employer(args)
  if (what === 'contract') return await contract()
  throw new SetupFailure(
    'practice',
    `"${what ?? ''}" is neither card, portal, employer nor contract`,
    'npm run practice -- card --person …',
    2,
  )
})

/** @param {string[]} args */
async function card(args) {
  await prepareNode(['practiceReader', 'keyring'])
  const program = join(checkout, 'practice', 'cardCommand.ts')
  const trace = await openTrace(args)
  return await withPcscd(({ TEFUDA_CARD_NETWORK }) =>
    attach(TEFUDA_CARD_NETWORK, [projectNode, program, ...trace.args], {
      cwd: checkout,
      hand: trace.hand,
      group: true,
    }),
  )
}

/**
 * The file after --trace is meant from where npm was called, and root may name one where the ordinary user cannot write:
 * it is made here and handed over as an open descriptor.
 *
 * @param {readonly string[]} args
 * @returns {Promise<{ args: string[], hand: number[] }>}
 */
async function openTrace(args) {
  const at = args.indexOf('--trace') + 1
  const named = args[at]
  if (at === 0 || named === undefined) return { args: [...args], hand: [] }
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), named)
  if (!isRoot) return { args: args.with(at, file), hand: [] }
  try {
    const descriptor = openSync(file, 'w', 0o644)
    await giveToUser(file)
    return { args: args.with(at, '/dev/fd/3'), hand: [descriptor] }
  } catch (error) {
    throw new SetupFailure(
      '--trace',
      error instanceof Error ? error.message : String(error),
      'name a file in a folder that is there',
      2,
    )
  }
}

/** @param {string[]} args */
async function portal(args) {
  await prepareNode()
  const program = join(checkout, 'practice', 'portal', 'portalCommand.ts')
  const { command, args: words } = asUser(projectNode, [program, ...args], { dieWithParent: true })
  return await attach(command, words, { cwd: checkout })
}

/** @param {string[]} args */
async function employer(args) {
  await prepareNode()
  const program = join(checkout, 'practice', 'employer', 'employerCommand.ts')
  const { command, args: words } = asUser(projectNode, [program, ...args], { dieWithParent: true })
  return await attach(command, words, { cwd: checkout })
}

async function contract() {
  await prepareNode()
  return await attach(projectNode, [join(checkout, 'practice', 'portal', 'openapi', 'contractCommand.ts')], {
    cwd: checkout,
  })
}
