// Hands on a keyboard: what is pressed has been reached with Tab first, so every step shows that it can be reached.
import { expect, type Locator, type Page } from '@playwright/test'

type Reachable = 'button' | 'textbox' | 'radio' | 'checkbox'

const mostTabs = 120

/** Presses Tab until the element has the focus. @throws when the keyboard does not get there */
export async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let tabs = 0; tabs <= mostTabs; tabs++) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${String(target)}`)
}

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

const named = (page: Page, role: Reachable, name: string | RegExp, within?: Locator): Locator =>
  (within ?? page).getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) }).first()

export async function press(page: Page, name: string | RegExp, within?: Locator): Promise<void> {
  await reach(page, named(page, 'button', name, within))
  await page.keyboard.press('Enter')
}

/** Presses the button that ends that window, and waits until it is gone; the key may not come up again before that. */
export async function finish(page: Page, name: string): Promise<void> {
  await reach(page, named(page, 'button', name))
  await page.keyboard.press('Enter').catch(() => undefined)
  await expect.poll(() => page.isClosed(), { message: `the window of “${name}” closes`, timeout: 20_000 }).toBe(true)
}

/** Replaces what stands in the field, passwords too. */
export async function write(page: Page, label: string | RegExp, text: string): Promise<void> {
  await reach(page, named(page, 'textbox', label))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}

/** Walks through a group of choices with the arrow keys until that one is chosen. */
export async function choose(page: Page, label: string | RegExp): Promise<void> {
  const wanted = named(page, 'radio', label)
  await wanted.waitFor()
  const group = page.getByRole('radiogroup').filter({ has: wanted })
  const radios = await group.getByRole('radio').count()
  await reach(page, group.locator('input:focus, input[tabindex="0"], input:checked').first())
  // Where nothing is chosen yet, the first one only has the focus.
  if ((await group.locator('input:checked').count()) === 0) await page.keyboard.press('Space')
  for (let arrows = 0; arrows <= radios; arrows++) {
    // What is chosen may follow the focus only once main has taken it.
    if (await hasFocus(wanted)) return await expect(wanted).toBeChecked()
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrow keys do not reach ${String(wanted)}`)
}

/** Sets a tick with the space bar. */
export async function tick(page: Page, label: string | RegExp): Promise<void> {
  const box = named(page, 'checkbox', label)
  await reach(page, box)
  if (!(await box.isChecked())) await page.keyboard.press('Space')
}
