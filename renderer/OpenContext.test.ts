import { expect, it } from 'vitest'
import { words } from '../tests/support/words.ts'
import { openDrawerOf, openInWords } from './OpenContext.tsx'

const people = [{ id: '1', name: '架空 子', colour: 'cyan', openers: [] }] as const
const household = (open: Parameters<typeof openDrawerOf>[0]['open']) =>
  openDrawerOf({ people: [...people].map((one) => ({ ...one, openers: [] })), open })
const since = '2026-11-26T00:00:00Z'

it('says whose drawer is open, and by whose hand', () => {
  const own = household({ personId: '1', by: 'card', since })
  expect(openInWords(own, words.ja)).toBe('架空 子 の引き出し')
  const actor = { personId: '2', name: '架空 親', basis: 'guardian', mandateId: 'm' } as const
  const acted = household({ personId: '1', by: 'mandate', since, actor })
  expect(openInWords(acted, words.ja)).toBe('保護者の 架空 親 が 架空 子 の引き出しを開けています')
  expect(openInWords(acted, words.en)).toBe('架空 親, as guardian, has opened 架空 子’s drawer')
})

it('says that none is, also where the person is not in the list', () => {
  for (const none of [household(null), household({ personId: '9', by: 'card', since })])
    expect(openInWords(none, words.ja)).toBe('引き出しは閉まっています')
})
