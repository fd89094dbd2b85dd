// A screen looked at for everybody who will use it, with a picture in out/ui/ for those who look at it themselves.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'

const folder = join(import.meta.dirname, '../../../out/ui')

/**
 * No findings by WCAG 2.2 AA and axe's own best practices, no notation left over for the eyes, nothing cut off at the side.
 *
 * @param name of the screen, and of its picture
 */
export async function examine(page: Page, name: string): Promise<void> {
  await expectNoFindings(page, name)
  await expectWellSet(page, name)
}

/** For a screen that was examined and changed its dress where it stood: what colours decide, and how words are set. */
export async function examineDress(page: Page, name: string): Promise<void> {
  await expectNoFindings(page, name, { rules: rulesOfColour })
  await expectWellSet(page, name)
}

async function expectWellSet(page: Page, name: string): Promise<void> {
  // Readings and placeholders are resolved.
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen, not what is there
  expect(await page.getByRole('main').innerText(), name).not.toMatch(/[{}|]|undefined|\[object/)
  expect(await page.evaluate(notation), `${name}: what is read aloud`).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide, name).toBeLessThanOrEqual(1)
  await picture(page, name)
}

/** Those of axe's rules of which a colour decides. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** @param part a selector; what is outside is not looked at @param rules these alone */
export async function expectNoFindings(
  page: Page,
  name: string,
  { part, rules }: { readonly part?: string; readonly rules?: string[] } = {},
): Promise<void> {
  await page.evaluate(settle)
  // The pages have no frames; without legacy mode axe opens a page of its own every time, only to put frames together. What
  // passed is not described, and style sheets are not copied, which only a rule that is off wants (css-orientation-lock).
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], preload: { assets: ['media'] } })
  if (part !== undefined) axe.include(part)
  if (rules !== undefined) axe.withRules(rules)
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, name).toEqual([])
}

/** Runs in the page: letters have come, and colours have ended changing, apart from what turns for ever. */
async function settle(): Promise<void> {
  await document.fonts.ready
  const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(passing.map(({ finished }) => finished))
}

/** Runs in the page: attributes in which a notation for readings was left, {漢字|かんじ}. */
function notation(): string[] {
  return [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].flatMap(({ name, value }) =>
      /\{[^{}|]+\|[^{}|]+\}/.test(value) ? [`${name}=${value}`] : [],
    ),
  )
}

/** The whole page, or a part of it. */
export async function picture(of: Page | Locator, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const whole = 'goto' in of ? { fullPage: true } : {}
  await of.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', ...whole })
}
