import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rehearse } from './rehearse.ts'

test('an opening is gone through from header to first page, and nothing is left of it', async () => {
  const before = readdirSync('.')
  // In the drawer's process nobody is told of what it meets: here it must meet nothing.
  await expect(rehearse()).resolves.toBeUndefined()
  expect(readdirSync('.')).toEqual(before)
})
