import { expect, it } from 'vitest'
import { refusal } from '../../tests/support/refusal.ts'
import { comparable } from './compareHolder.ts'

const card = { name: '練習　太郎', birthDate: '1984-03-05', sex: 'male', address: '練習区一丁目', checks: [] } as const
const read = (more: Partial<Parameters<typeof comparable>[0]> = {}) => comparable({ ...card, checks: [], ...more })

it('takes what the card says and its own signature vouches for', () => {
  const { checks: _, ...attributes } = card
  expect(read({ checks: [{ check: 'signature', state: 'held' }] })).toEqual(attributes)
  expect(read({ checks: [{ check: 'signer', state: 'notChecked' }] })).toEqual(attributes)
})

it.each([
  [{ checks: [{ check: 'signature' as const, state: 'failed' as const }] }, 'selfInfo.cardDoubtful'],
  [{ birthDate: '1984-00-00' }, 'selfInfo.notComparable'],
  [{ birthDate: '1984-03-00' }, 'selfInfo.notComparable'],
  [{ sex: 'unknown' as const }, 'selfInfo.notComparable'],
])('sends nothing of %j', async (more, code) => {
  expect(await refusal(() => read(more))).toEqual({ code })
})
