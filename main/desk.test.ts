import { expect, test } from 'vitest'
import { createDesk, type OpenPerson } from './desk.ts'

/** A drawer whose process takes until it is let go of to end. */
function slowPerson() {
  let letGo = (): void => undefined
  const ending = new Promise<void>((done) => {
    letGo = done
  })
  const person = {
    personId: 'somebody',
    name: '架空 花',
    by: 'passphrase',
    since: '2026-11-26T00:00:00Z',
    drawer: { close: async () => undefined },
    room: { end: () => ending },
    onEnd: () => undefined,
  } as unknown as OpenPerson
  return { person, letGo: () => letGo() }
}

test('whoever shuts the drawer while it is being shut waits until its process has ended, and it is told once', async () => {
  const told: string[] = []
  const desk = createDesk({
    changed: () => undefined,
    leaving: (_, reason) => told.push(`leaving ${reason}`),
    left: (_, reason) => told.push(`left ${reason}`),
  })
  const { person, letGo } = slowPerson()
  desk.put(person)
  const ended: string[] = []
  const first = desk.clear('suspend').then(() => ended.push('first'))
  // The same suspend, told by somebody else.
  const second = desk.clear('suspend').then(() => ended.push('second'))
  expect(desk.read()).toBeUndefined()
  await new Promise((done) => setImmediate(done))
  expect(ended).toEqual([])
  letGo()
  await Promise.all([first, second])
  expect(ended).toEqual(['first', 'second'])
  expect(told).toEqual(['leaving suspend', 'left suspend'])
})

test('with nothing open there is nothing to wait for', async () => {
  const desk = createDesk({ changed: () => undefined, leaving: () => undefined, left: () => undefined })
  await desk.clear('hand')
})
