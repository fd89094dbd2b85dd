// Getting to an open drawer quickly: through the wallet's own calls, with everything secret typed into the small window.
import { expect, type Page } from '@playwright/test'
import type { Failure, Outcome } from '../../preload/failure.ts'
import type { Opener } from '../../preload/shapes/common.ts'
import type { CredentialCard } from '../../preload/shapes/credentials.ts'
import type { Household } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { finish } from './hands.ts'
import { lockFirst } from './locking.ts'
import type { Program } from './program.ts'
import { words } from './words.ts'

const { secret: said } = words.ja

export const goodPassphrase = 'murasaki no tanuki wa suiyou ni hakobune'
export const memoryReader = '練習用リーダー 1'

/** The answer of a call that must succeed. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`the wallet answered ${outcome.failure.code}`)
  return outcome.value
}

export const failureOf = (outcome: Outcome<unknown>): Failure | undefined => (outcome.ok ? undefined : outcome.failure)

/** Types a secret into the small window under that heading, and presses the button that takes it. */
export async function typeSecret(program: Program, heading: string, secret: string, button: string): Promise<void> {
  const window = await program.secret(heading)
  await window.getByRole('textbox').first().fill(secret)
  await finish(window, button)
}

export const typePin = (program: Program, pin: string): Promise<void> =>
  typeSecret(program, said.pinTitles.authentication, pin, said.use)

/** Reads the recovery code from the window that shows it, and types it back. @returns the code */
export async function keepRecoveryCode(program: Program): Promise<string> {
  const window = await program.secret(said.recoveryTitle)
  await window.getByRole('listitem').first().waitFor()
  const code = (await window.getByRole('listitem').allTextContents()).join('-')
  await window.getByRole('button', { name: said.written }).click()
  await window.getByRole('textbox').fill(code)
  await finish(window, said.confirm)
  return code
}

/** A new person with an open drawer. @returns their id and the recovery code */
export async function makePerson(
  program: Program,
  name: string,
  by: { readonly passphrase: string } | { readonly pin: string },
): Promise<{ id: string; recoveryCode: string }> {
  const opener = 'pin' in by ? 'card' : 'passphrase'
  await lockFirst(program)
  const made = program.page.evaluate((input) => window.wallet.household.addPerson({ ...input, colour: 'blue' }), {
    name,
    opener,
  } as const)
  if ('pin' in by) await typePin(program, by.pin)
  else await typeTwice(program, by.passphrase)
  const recoveryCode = await keepRecoveryCode(program)
  return { id: value(await made).id, recoveryCode }
}

async function typeTwice(program: Program, passphrase: string): Promise<void> {
  const window = await program.secret(said.newTitle)
  await window.getByRole('textbox', { name: said.passphrase, exact: true }).fill(passphrase)
  await window.getByRole('textbox', { name: said.repeat, exact: true }).fill(passphrase)
  await window.getByText(said.strong).first().waitFor()
  await finish(window, said.decide)
}

/** @returns the outcome, after the secret was typed */
export async function unlock(
  program: Program,
  personId: string,
  by: Opener,
  secret: string,
): Promise<Outcome<Household>> {
  await lockFirst(program)
  const opened = program.page.evaluate((input) => window.wallet.household.unlock(input), { personId, by })
  if (by === 'card') await typePin(program, secret)
  else if (by === 'passphrase') await typeSecret(program, said.passphraseTitle, secret, said.open)
  else await typeSecret(program, said.recoveryTitle, secret, said.open)
  return opened
}

export async function logIn(program: Program, pin: string): Promise<Session> {
  const session = program.page.evaluate(() => window.wallet.session.logIn({}))
  await typePin(program, pin)
  return value(await session)
}

/** Accepts an offer. */
export async function receive(page: Page, offer: string): Promise<CredentialCard[]> {
  const { id } = value(await page.evaluate((link) => window.wallet.receive.open({ offer: link }), offer))
  return value(await page.evaluate((input) => window.wallet.receive.accept(input), { id }))
}

/** Puts a practice card into the reader in memory. */
export async function insertCard(page: Page, personId: string): Promise<void> {
  value(await page.evaluate((input) => window.wallet.practice.insertCard(input), { reader: memoryReader, personId }))
}

/** Until the practice portal has started, the wallet has nobody to talk to. */
export async function portalRuns(page: Page): Promise<void> {
  const running = () => page.evaluate(() => window.wallet.practice.read())
  await expect.poll(async () => value(await running()).portal.running, { timeout: 20_000 }).toBe(true)
}

/** The kinds of credentials in the open drawer, sorted. */
export async function insideDrawer(page: Page): Promise<string[]> {
  const cards = value(await page.evaluate(() => window.wallet.credentials.list()))
  return cards.map(({ kind }) => kind).toSorted()
}
