// npm test: the set-up, then every suite, whatever the others say. The last line counts the tests of all together.
//   npm test -- unit screens   runs these suites only
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asUser } from './setup/asUser.mjs'
import { displayAnswers, withDisplay } from './setup/display.mjs'
import { failedTests } from './setup/failedTests.mjs'
import { withKeyring } from './setup/keyring.mjs'
import { giveToUser, sayWhoRuns } from './setup/ordinaryUser.mjs'
import { inOwnRun } from './setup/ownRun.mjs'
import { withPcscd } from './setup/pcscd.mjs'
import { checkout, out, packageProgram, projectNode } from './setup/places.mjs'
import { prepareNode, prepareProgram } from './setup/prepare.mjs'
import { follow, SetupFailure } from './setup/say.mjs'
import { runSuites, summary, wasInterrupted } from './setup/suites.mjs'

const folders = ['preload', 'main', 'practice', 'renderer', 'tests', 'scripts']
const report = (/** @type {string} */ name) => join(out, 'test', `${name}.json`)
const run = (/** @type {string} */ program, /** @type {string[]} */ ...args) => [
  projectNode,
  packageProgram(program),
  ...args,
]

/** @param {string} name @param {string[]} more */
function vitest(name, ...more) {
  const command = run(
    'vitest',
    'run',
    ...more,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report(name)}`,
  )
  return { commands: [command], report: /** @type {const} */ ({ kind: 'vitest', file: report(name) }) }
}

/** The keychain is the ordinary user's, so the tests run as that user, with a folder to write their report in. */
async function keychain() {
  const folder = join(out, 'test', 'keychain')
  mkdirSync(folder, { recursive: true })
  await giveToUser(folder)
  const { commands, report } = vitest(
    'keychain/report',
    '-c',
    'tests/vitest.keychain.config.ts',
    '--configLoader=runner',
  )
  return { commands: commands.map(([program = '', ...args]) => asCommand(program, args)), report }
}

/** @param {string} program @param {string[]} args */
function asCommand(program, args) {
  const { command, args: words } = asUser(program, args, { dieWithParent: true })
  return [command, ...words]
}

/** @param {string} name */
function playwright(name) {
  const command = run(
    'playwright',
    'test',
    '-c',
    'tests/playwright.config.ts',
    `--project=${name}`,
    '--reporter=list,json',
  )
  return { commands: [command], report: /** @type {const} */ ({ kind: 'playwright', file: report(name) }) }
}

await follow(() => inOwnRun(fileURLToPath(import.meta.url), process.argv.slice(2), () => test(process.argv.slice(2))))

/** @param {readonly string[]} names of suites; none: all */
async function test(names) {
  const needs = await neededPackages()
  await prepareNode(['electron', ...needs]).catch((error) => {
    console.log('0 passed, 1 failed')
    throw error
  })
  /** @type {ReturnType<typeof prepareProgram> | undefined} */
  let prepared
  /** The program is prepared once; when that fails, every suite that needs it says so. */
  const program = () => {
    prepared ??= prepareProgram(needs).then((env) => {
      sayWhoRuns()
      return env
    })
    return prepared
  }
  // Beside the first suites, which do without it.
  if (names.length === 0) program().catch(() => undefined)
  const wanted = (await suites(program)).filter(({ name }) => names.length === 0 || names.includes(name))
  if (wanted.length === 0) throw new SetupFailure('npm test', `no suite is called ${names.join(' or ')}`, 'name one', 2)
  const results = await runSuites(wanted)
  if (wasInterrupted()) return 130
  for (const suite of wanted) for (const line of failedTests(suite.report)) console.log(line)
  for (const line of summary(results)) console.log(line)
  return results.every(({ counts }) => counts.failed === 0) ? 0 : 1
}

/** @returns {Promise<import('./setup/systemPackages.mjs').Need[]>} */
async function neededPackages() {
  return [
    'practiceReader',
    'keyring',
    'checking',
    ...((await displayAnswers()) ? [] : [/** @type {const} */ ('noDisplay')]),
  ]
}

/**
 * @param {() => ReturnType<typeof prepareProgram>} program
 * @returns {Promise<import('./setup/suites.mjs').Suite[]>}
 */
async function suites(program) {
  const node = { PATH: `${join(checkout, 'node_modules', '.bin')}:${process.env.PATH ?? ''}` }

  /** @type {import('./setup/suites.mjs').Suite['within']} */
  const plain = (work) => work({ ...process.env, ...node })
  /** @type {import('./setup/suites.mjs').Suite['within']} */
  const withTools = async (work) => work({ ...process.env, ...(await program()) })
  /** @type {import('./setup/suites.mjs').Suite['within']} */
  const withCards = async (work) => {
    const env = await program()
    return await withPcscd((cards) => work({ ...process.env, ...env, ...cards }))
  }
  /** @type {import('./setup/suites.mjs').Suite['within']} */
  const withKeychain = async (work) => {
    const env = await program()
    return await withKeyring((keychain) => work({ ...process.env, ...env, ...keychain }))
  }
  /** @type {import('./setup/suites.mjs').Suite['within']} */
  const withAll = async (work) => {
    const env = await program()
    return await withDisplay((display) =>
      withKeyring((keychain) =>
        withPcscd((cards) => work({ ...process.env, ...env, ...display, ...keychain, ...cards })),
      ),
    )
  }
  const reporting = (/** @type {import('./setup/suites.mjs').Suite['within']} */ within, /** @type {string} */ name) =>
    /** @type {import('./setup/suites.mjs').Suite['within']} */ (
      (work) => within((env) => work({ ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report(name) }))
    )
  return [
    { name: 'types', commands: folders.map((folder) => run('tsc', '-p', folder)), within: plain },
    { name: 'lint', commands: [run('biome', 'check', '.')], within: plain },
    { name: 'dead code', commands: [run('knip')], within: plain },
    { name: 'unit', ...vitest('unit'), within: plain },
    { name: 'screens', ...playwright('screens'), within: reporting(withTools, 'screens') },
    { name: 'pcsc', ...vitest('pcsc', '-c', 'tests/vitest.pcsc.config.ts'), devices: true, within: withCards },
    { name: 'keychain', ...(await keychain()), devices: true, within: withKeychain },
    { name: 'program', ...playwright('program'), devices: true, within: reporting(withAll, 'program') },
    { name: 'tour', commands: [[projectNode, join('tests', 'tour', 'tour.ts')]], devices: true, within: withAll },
  ]
}
