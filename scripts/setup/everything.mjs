// The whole surroundings at once: program, display, keychain and PC/SC service, for as long as some work takes.
import { displayAnswers, withDisplay } from './display.mjs'
import { withKeyring } from './keyring.mjs'
import { withPcscd } from './pcscd.mjs'
import { prepareProgram } from './prepare.mjs'

/**
 * @template T
 * @param {readonly import('./systemPackages.mjs').Need[]} more needs beside those
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets the environment in which to start programs
 * @returns {Promise<T>}
 */
export async function withEverything(more, work) {
  /** @type {import('./systemPackages.mjs').Need[]} */
  const needs = ['practiceReader', 'keyring', ...more]
  if (!(await displayAnswers())) needs.push('noDisplay')
  const program = await prepareProgram(needs)
  return await withDisplay((display) =>
    withKeyring((keyring) =>
      withPcscd((cards) => work({ ...process.env, ...program, ...display, ...keyring, ...cards })),
    ),
  )
}
