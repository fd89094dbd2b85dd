// What the card holds, in the real program: the small window takes the number, a process of its own draws the pictures.
import { expect, type Page, test } from '@playwright/test'
import { portalRuns, value } from '../support/people.ts'
import { launch, newHome, type Program, processesOf } from '../support/program.ts'

let program: Program
test.beforeAll(async () => {
  program = await launch({ home: newHome(), language: 'ja' })
  // Its process is one of those that are counted.
  await portalRuns(program.page)
})
test.afterAll(() => program.quit())

test('face and licence are read and drawn, and the process that drew them is gone afterwards', async () => {
  const { page } = program
  const { readers, people } = value(await page.evaluate(() => window.wallet.practice.read()))
  const [first, second] = readers
  const hanako = people.find(({ id }) => id === 'hanako')
  if (first === undefined || second === undefined || hanako === undefined) throw new Error('no practice household')
  const insert = (reader: string, kind: 'myNumber' | 'licence') =>
    page.evaluate((input) => window.wallet.practice.insertCard(input), { reader, personId: 'hanako', kind })
  value(await insert(first.id, 'myNumber'))
  value(await insert(second.id, 'licence'))

  const before = nodeProcesses()
  const face = page.evaluate((reader) => window.wallet.cardData.face({ reader }), first.id)
  await typeNumber(hanako.checkNumberB)
  const read = value(await face)
  expect(read.photo).toMatch(/^data:image\/png;base64,/)
  expect(read.name).toMatch(/^data:image\/png;base64,/)
  expect(read.checks.filter(({ state }) => state === 'failed')).toEqual([])
  // The page may show it: its policy allows pictures as data: URLs.
  const width = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    return image.naturalWidth
  }, read.photo ?? '')
  expect(width).toBe(96)

  const licence = page.evaluate((reader) => window.wallet.cardData.licence({ reader, second: false }), second.id)
  const asking = await program.secret()
  const pin = asking.getByRole('textbox').first()
  await pin.fill(hanako.pins.licence1 ?? '')
  await enter(asking)
  const drawn = value(await licence)
  expect(drawn.name.some((part) => typeof part !== 'string' && part.picture !== null)).toBe(true)

  await expect.poll(() => nodeProcesses(), { timeout: 10_000 }).toBe(before)
})

/** Utility processes that run Node: the practice portal is one, and each drawing of pictures while it lasts. */
const nodeProcesses = (): number =>
  processesOf(program.app.process().pid ?? 0).filter(({ command }) => command.includes('node.mojom.NodeService')).length

async function typeNumber(number: string): Promise<void> {
  const window = await program.secret()
  const parts = [number.slice(0, 6), number.slice(6, 10), number.slice(10)]
  for (const [at, digits] of parts.entries()) await window.getByRole('textbox').nth(at).fill(digits)
  await enter(window)
}

/** Only pressed down: the window may be gone before the key comes up. */
async function enter(window: Page): Promise<void> {
  await Promise.all([window.waitForEvent('close'), window.keyboard.down('Enter')])
}
