import { expect, it } from 'vitest'
import type { DocumentSignature, DocumentVerdict } from '../../../preload/shapes/documents.ts'
import { wholeOf } from './whole.ts'

const held: DocumentSignature = {
  form: 'pades',
  state: 'valid',
  signer: null,
  claimedAt: null,
  coverage: { wholeFile: true, revision: 1, revisions: 1, laterChanges: [] },
  findings: [{ rule: 'RFC 5652 5.6 signature', ok: true, message: '' }],
}
const whole = (...signatures: Partial<DocumentSignature>[]) => {
  const all = signatures.map((one) => ({ ...held, ...one }))
  const valid = all.length > 0 && all.every(({ state }) => state === 'valid')
  return wholeOf({ kind: 'pdf', valid, signatures: all, notes: [] } satisfies DocumentVerdict)
}
const later = { rule: 'ISO 32000-1 7.5.6 later revisions', ok: false, message: '' }
const changed = { wholeFile: false, revision: 1, revisions: 2, laterChanges: ['pageContent' as const] }

it('says of a document what holds for the worst of its signatures', () => {
  expect(whole()).toBe('none')
  expect(whole({})).toBe('valid')
  expect(whole({}, { state: 'expired' })).toBe('expired')
  expect(whole({ state: 'expired' }, { state: 'notOnList' })).toBe('notOnList')
  expect(whole({}, { state: 'notOnList' }, { state: 'invalid' })).toBe('invalid')
})

it('tells a later change from a signature that does not hold at all', () => {
  expect(whole({ state: 'invalid', coverage: changed, findings: [...held.findings, later] })).toBe('notAll')
  const tampered = { rule: 'RFC 5652 5.6 signature', ok: false, message: '' }
  expect(whole({ state: 'invalid', coverage: changed, findings: [tampered, later] })).toBe('invalid')
  expect(whole({ state: 'invalid', coverage: null, findings: [later] })).toBe('invalid')
})
