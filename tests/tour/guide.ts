// What every step of the tour shares: the running program, the cards in the readers, numbers, lines and pictures.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { PortalControl } from '../../practice/portal/portalControl.ts'
import type { Text } from '../../renderer/text/ja.ts'
import { type Launch, launch, newHome, type PluggedCard, type Program, plugCard } from '../support/program.ts'
import { portalOf } from '../support/verifiers.ts'
import { words } from '../support/words.ts'

export interface Guide {
  readonly home: string
  /** What the screens say, in the language that is on now. */
  readonly text: Text
  /** The wallet's window. */
  readonly page: Page
  readonly program: Program
  /** One thing that is done and seen: its work asserts what it says, then the window that it returns is pictured. */
  step(says: string, picture: string, work: () => Promise<Page | undefined>): Promise<void>
  speak(language: 'ja' | 'en'): void
  start(more?: Pick<Launch, 'args'>): Promise<void>
  quit(): Promise<void>
  /** Takes out the card that is in the reader and puts in that person's. */
  insert(person: string): Promise<PluggedCard>
  pullOut(): Promise<void>
  portal(): Promise<PortalControl>
  heading(name: string): Promise<void>
}

/** @returns the number of steps */
export async function guided(folder: string, tour: (guide: Guide) => Promise<void>): Promise<number> {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(join(folder, name))
  const home = newHome()
  let program: Program | undefined
  let card: PluggedCard | undefined
  let language: 'ja' | 'en' = 'ja'
  let steps = 0
  const running = (): Program => {
    if (program === undefined) throw new Error('the program does not run')
    return program
  }
  const guide: Guide = {
    home,
    get text() {
      return words[language]
    },
    get page() {
      return running().page
    },
    get program() {
      return running()
    },
    speak(to) {
      language = to
    },
    async start(more = {}) {
      // The language of the system, which the first screen takes before anybody has chosen.
      program = await launch({ home, cards: 'pcsc', args: ['--lang=ja', ...(more.args ?? [])] })
    },
    async quit() {
      await running().quit()
      program = undefined
    },
    async insert(person) {
      await guide.pullOut()
      card = await plugCard(home, person)
      return card
    },
    async pullOut() {
      await card?.pullOut()
      card = undefined
    },
    portal: () => portalOf(home),
    heading: (name) =>
      expect(guide.page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible({ timeout: 15_000 }),
    async step(says, picture, work) {
      steps += 1
      const number = String(steps).padStart(2, '0')
      const path = join(folder, `${number}-${picture}.png`)
      try {
        const other = await work()
        await photograph(other ?? guide.page, path)
        if (other === undefined) await standsStill(guide.page)
        console.log(`${number} ok ${says}`)
      } catch (error) {
        console.log(`${number} FAILED ${says}`)
        console.log(reason(error))
        let count = 0
        for (const window of program?.app.windows() ?? []) {
          count += 1
          const file = join(folder, `${number}-failed-${count}.png`)
          await photograph(window, file).catch(() => undefined)
          console.log(
            await window
              .getByRole('main')
              .ariaSnapshot({ timeout: 2_000 })
              .catch(() => '(the window does not answer)'),
          )
        }
        throw new StepFailed()
      }
    },
  }
  try {
    await tour(guide)
    return steps
  } finally {
    await card?.pullOut()
    await program?.quit().catch(() => program?.kill())
  }
}

/** Already said, with its picture. */
export class StepFailed extends Error {}

async function photograph(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  // A pointer that happens to rest on a button would show it as if somebody meant it.
  await page.mouse.move(0, 0)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
}

/** The frame of the wallet's window stands still; only what lies in it scrolls. */
async function standsStill(page: Page): Promise<void> {
  const { scrolled, over } = await page.evaluate(() => {
    const { scrollTop, scrollHeight, clientHeight } = document.documentElement
    return { scrolled: scrollTop, over: scrollHeight - clientHeight }
  })
  if (scrolled !== 0 || over > 0) throw new Error(`the whole window scrolls: ${scrolled} px of ${over} px`)
}

// Terminal colours of the assertion library say nothing in a log.
const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replaceAll(/\[\d+m/g, '')
    .split('\n')
    .slice(0, 12)
    .join('\n')
