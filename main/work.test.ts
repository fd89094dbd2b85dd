import { expect, test } from 'vitest'
import { WalletError } from './failure.ts'
import { createWorkbench } from './work.ts'

const bench = () => createWorkbench(() => undefined)
/** Work that takes until it is let go of. */
function slow() {
  let letGo = (): void => undefined
  const ends = new Promise<void>((done) => {
    letGo = done
  })
  return { work: () => ends, letGo: () => letGo() }
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error instanceof WalletError ? error.failure.code : String(error)),
  )

test('one piece of work at a time: another is refused while a person or a card may be asked for', async () => {
  const one = bench()
  const { work, letGo } = slow()
  const first = one.run(work)
  expect(await codeOf(one.run(async () => 'second'))).toBe('app.busy')
  letGo()
  await first
  expect(await one.run(async () => 'third')).toBe('third')
})

test('once nothing of it needs them any more, others wait for its end, one after the other', async () => {
  const one = bench()
  const { work, letGo } = slow()
  const first = one.run(work)
  one.ending()
  const order: string[] = []
  const second = slow()
  const waiting = [
    one.run(async () => {
      order.push('second')
      await second.work()
    }),
    codeOf(one.run(async () => order.push('third'))),
  ]
  await new Promise((done) => setImmediate(done))
  expect(order).toEqual([])
  letGo()
  await first
  // The second may ask for a person again: the third is refused as ever.
  expect(await waiting[1]).toBe('app.busy')
  second.letGo()
  await waiting[0]
  expect(order).toEqual(['second'])
})

test('closed while it waited, nothing more begins', async () => {
  const one = bench()
  const { work, letGo } = slow()
  const first = one.run(work)
  one.ending()
  const second = codeOf(one.run(async () => undefined))
  one.closeFor({ code: 'leaving.disposed' })
  letGo()
  await first
  expect(await second).toBe('leaving.disposed')
})
