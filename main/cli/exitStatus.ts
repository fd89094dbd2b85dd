import type { FailureCode } from '../../preload/failure.ts'

/** 0 yes, 1 no, 2 not understood, 3 could not run. */
export type ExitStatus = 0 | 1 | 2 | 3

const notUnderstood = new Set<FailureCode>([
  'app.refusedCall',
  'file.notUnderstood',
  'document.tooLarge',
  'document.notPdf',
  'document.broken',
  'document.encrypted',
  'document.dynamicForm',
  'paper.notUnderstood',
  'paper.broken',
  'paper.tooLarge',
  'backup.notOne',
  'offer.invalid',
  'request.invalid',
  'person.notFound',
  'picture.notOne',
  'card.pinForm',
])

const couldNotRun = new Set<FailureCode>([
  'card.noService',
  'card.noReader',
  'card.absent',
  'card.removed',
  'card.busy',
  'card.garbled',
  'card.interrupted',
  'card.swapped',
  'card.changeUnknown',
  'card.pinHalfChanged',
  'portal.unreachable',
  'portal.notConfigured',
  'verifier.unreachable',
  'keychain.unavailable',
  'household.secretMissing',
  'household.damaged',
  'drawer.inUse',
  'drawer.wait',
  'drawer.processEnded',
  'drawer.newer',
  'drawer.damaged',
  'drawer.otherRealm',
  'drawer.notUpdated',
  'backup.newer',
  'backup.otherRealm',
  'store.full',
  'store.readOnly',
  'document.unchecked',
  'paper.unread',
  'file.unreadable',
  'file.exists',
  'file.notWritten',
  'app.busy',
  'leaving.stillOpen',
  'app.unexpected',
])

/** Whether a failure is an answer ("no"), a misunderstanding, or something in the way. */
export function exitStatusOf(code: FailureCode): ExitStatus {
  if (notUnderstood.has(code)) return 2
  return couldNotRun.has(code) ? 3 : 1
}
