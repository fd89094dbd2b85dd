// Locking the drawer of the real program: the window stays, its page begins anew in another process.
import { expect } from '@playwright/test'
import type { LockNews } from '../../preload/shapes/locks.ts'
import type { Program } from './program.ts'

/** The process of the wallet's page. */
export const pageProcess = ({ app }: Program): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => {
    const wallet = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('app://wallet/'),
    )
    return wallet?.webContents.getOSProcessId() ?? 0
  })

/** Ids of the processes that have a drawer open. */
export const drawerProcesses = ({ app }: Program): Promise<number[]> =>
  app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ name, serviceName }) => `${name} ${serviceName}`.includes('Tefuda drawer'))
      .map(({ pid }) => pid),
  )

/** The page after a lock: in another process than before, with the drawer shut. @returns why it was locked */
export async function lockedPage(program: Program, before: number): Promise<LockNews> {
  const { page } = program
  await expect
    .poll(async () => (await pageProcess(program)) !== before && (await pageProcess(program)) > 0, { timeout: 20_000 })
    .toBe(true)
  await page.waitForURL('app://wallet/index.html')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const last = await page.evaluate(() => window.wallet.locks.last())
  if (!last.ok || last.value === null) throw new Error('the page began anew, and no drawer was locked')
  return last.value
}

/** A drawer that is open is locked before another is opened, as the screens do it. */
export async function lockFirst(program: Program): Promise<void> {
  const household = await program.page.evaluate(() => window.wallet.household.read())
  if (household.ok && household.value.open !== null) await lock(program)
}

/** As the person locks it by hand. */
export async function lock(program: Program): Promise<void> {
  const before = await pageProcess(program)
  // The page does not live to get the answer.
  await program.page.evaluate(() => void window.wallet.household.lock())
  await lockedPage(program, before)
}

/** The same with one key. */
export async function lockByKey(program: Program): Promise<void> {
  const before = await pageProcess(program)
  await program.page.keyboard.press('ControlOrMeta+L')
  await lockedPage(program, before)
}
