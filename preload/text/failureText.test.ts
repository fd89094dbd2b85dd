import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { en } from './failures.en.ts'
import { ja } from './failures.ja.ts'
import { failureText, failureTitle, plainFailureText } from './failureText.ts'

/** A failure of every code, knowing all that any of them knows. */
const every = Object.keys(ja).map(
  (code) =>
    ({
      code,
      triesLeft: 2,
      missing: ['氏名'],
      attributes: ['氏名'],
      name: '見本',
      reason: 'maintenance',
      detail: 'size',
      rule: 'RFC 9901 7',
      step: 'select',
      incident: '1a2b3c4d',
      endedAt: '2026-09-22T15:00:00Z',
      weakness: 'run',
      second: 'old',
      wrong: 'new',
      pin: 'resident',
      before: 3,
      most: 20,
      megabytes: 16,
      of: 'notice',
      takes: 'PDF',
      until: '2026-12-02T00:00:00Z',
    }) as unknown as Failure,
)

describe.each(['ja', 'en'] as const)('in %s', (language) => {
  it('every failure says what happened and what to do', () => {
    for (const failure of every) {
      for (const sentence of Object.values(failureText(failure, language))) {
        expect(sentence.trim(), failure.code).not.toBe('')
        expect(sentence, failure.code).not.toMatch(/undefined|\[object/)
      }
    }
  })

  it('no sentence carries a reading on the command line', () => {
    for (const failure of every) {
      for (const sentence of Object.values(plainFailureText(failure, language))) expect(sentence).not.toMatch(/[{}|]/)
    }
  })
})

it('speaks of the same codes in both languages', () => expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort()))

it('tells the tries that are left, and that none is', () => {
  expect(plainFailureText({ code: 'card.pinWrong', triesLeft: 2 }, 'ja').title).toContain('あと 2 回')
  expect(plainFailureText({ code: 'card.pinWrong', triesLeft: 1 }, 'en').title).toContain('1 try left')
  expect(plainFailureText({ code: 'card.pinWrong', triesLeft: 0 }, 'ja').title).toContain('ロックされました')
})

it('names the day in Japan on which a certificate ended', () =>
  expect(plainFailureText({ code: 'card.certificateExpired', endedAt: '2026-09-22T15:00:00Z' }, 'ja').what).toContain(
    '2026年9月23日',
  ))

it('prefers its own words to those of the portal, and shows a reason it does not know', () => {
  expect(plainFailureText({ code: 'portal.refused', reason: 'cert_revoked' }, 'ja').what).toContain('失効')
  expect(plainFailureText({ code: 'portal.refused', reason: 'odd', title: '本日休業' }, 'ja').what).toContain(
    '本日休業',
  )
  expect(plainFailureText({ code: 'portal.refused', reason: 'odd' }, 'en').what).toContain('odd')
})

it('gives the ledger a title for a code alone, and the code itself when it is unknown', () => {
  expect(failureTitle('portal.unreachable', 'en')).toBe('The portal does not answer')
  expect(failureTitle('from.the.future', 'ja')).toBe('from.the.future')
})
