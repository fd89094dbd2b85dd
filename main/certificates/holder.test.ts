import { expect, it } from 'vitest'
import type { CertificateFacts } from './certificate.ts'
import { readHolder } from './holder.ts'

const right = {
  1: '架空　花子',
  2: '00100',
  3: '2',
  4: '319800217',
  5: '架空県練習市架空町１丁目１番１号',
  6: '0000000000000000',
}
const holderOf = (entries: Record<string, string | undefined>, more: CertificateFacts['subjectAltName'] = []) =>
  readHolder({
    subjectAltName: [
      ...Object.entries(entries).flatMap(([last, value]) =>
        value === undefined ? [] : [{ kind: 'other' as const, oid: `1.2.392.200149.8.5.5.${last}`, value }],
      ),
      ...more,
    ],
  })

it('reads the four attributes in any order, and which characters stand for others', () => {
  const holder = {
    name: '架空　花子',
    birthDate: '1980-02-17',
    sex: 'female',
    address: '架空県練習市架空町１丁目１番１号',
    substituted: { name: true, address: false },
  }
  expect(holderOf(right)).toEqual(holder)
  expect(holderOf(right, [{ kind: 'dns', value: 'x.practice.invalid' }])).toEqual(holder)
  expect(holderOf({ ...right, 3: '0', 4: '020200229' })).toMatchObject({ sex: 'unknown', birthDate: '2020-02-29' })
  expect(holderOf({ ...right, 3: '9', 6: '0000000000000001' })).toMatchObject({
    sex: 'other',
    substituted: { address: true },
  })
})

it.each([
  ['no name', { 1: undefined }],
  ['an empty name', { 1: '' }],
  ['a name with a line break', { 1: '架空\n花子' }],
  ['a name without end', { 1: '架'.repeat(501) }],
  ['no markers', { 2: undefined }],
  ['markers of another kind', { 2: '00200' }],
  ['another sex', { 3: '3' }],
  ['no era', { 4: '19800217' }],
  ['an era that is none', { 4: '619800217' }],
  ['a day of another era', { 4: '419800217' }],
  ['a day that does not exist', { 4: '319800230' }],
  ['no address', { 5: undefined }],
  ['no markers of the address', { 6: '' }],
])('tells nobody’s attributes by half: %s', (_, change) => {
  expect(holderOf({ ...right, ...change })).toBeNull()
})

it('takes no entry that stands there twice', () => {
  expect(holderOf(right, [{ kind: 'other', oid: '1.2.392.200149.8.5.5.1', value: '架空　太郎' }])).toBeNull()
})
