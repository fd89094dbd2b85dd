import { expect, it } from 'vitest'
import type { CredentialCard } from '../../../preload/shapes/credentials.ts'
import type { ShareOption } from '../../../preload/shapes/sharing.ts'
import { attributeCount, candidateOf, chosenCredentials, notSent } from './shareChoice.ts'

const credential = (id: string): CredentialCard => ({
  id,
  kind: 'licence',
  format: 'mso_mdoc',
  name: { ja: '免許', en: 'Licence' },
  issuer: 'practice',
  receivedAt: '2026-01-01T00:00:00Z',
  expired: false,
  verifiedAt: '2026-01-01T00:00:00Z',
  face: [],
})
const option = (id: string, credentials: string[], names: string[]): ShareOption => ({
  id,
  parts: [
    {
      queryId: 'licence',
      candidates: credentials.map((one) => ({
        credential: credential(one),
        attributes: names.map((name) => ({ path: [name], label: { ja: name, en: name }, text: { ja: '', en: '' } })),
      })),
    },
  ],
})

it('a single credential needs no picking', () =>
  expect(chosenCredentials(option('a', ['one'], ['x']), {})).toEqual({ licence: 'one' }))

it('of several credentials none is taken until the person picks one', () => {
  const several = option('a', ['one', 'two'], ['x'])
  expect(chosenCredentials(several, {})).toBeUndefined()
  expect(candidateOf(several.parts[0] ?? { queryId: '', candidates: [] }, {})).toBeUndefined()
  expect(chosenCredentials(several, { licence: 'two' })).toEqual({ licence: 'two' })
})

it('a pick that is no candidate counts as none', () =>
  expect(chosenCredentials(option('a', ['one', 'two'], ['x']), { licence: 'three' })).toBeUndefined())

it('an option counts its attributes once, whatever the candidates', () =>
  expect(attributeCount(option('a', ['one', 'two'], ['x', 'y']))).toBe(2))

it('what the other options would send is named as not sent', () => {
  const least = option('a', ['one'], ['x'])
  const more = option('b', ['one'], ['x', 'y'])
  expect(notSent(least, [more, least]).map(({ en }) => en)).toEqual(['y'])
  expect(notSent(more, [more, least])).toEqual([])
})

it('an attribute that leaves for one query is not named as unsent because another asks for it too', () => {
  const other = option('b', ['one'], ['x'])
  const renamed = { ...other, parts: other.parts.map((part) => ({ ...part, queryId: 'licence-without-symbol' })) }
  expect(notSent(option('a', ['one'], ['x']), [renamed])).toEqual([])
})
