// Which of the faults are told at a place now. Main finds them all; nobody is told of a field that they have not come to.
import type { Fault } from '../../../preload/shapes/applications.ts'
import type { OpenDraft } from '../../../preload/shapes/drafts.ts'

/**
 * @param left places that the person has been at (pointers within the form)
 * @param checked they have asked what is still wrong: everything is told
 */
export function toldFaults({ draft, faults }: OpenDraft, left: ReadonlySet<string>, checked: boolean): Fault[] {
  const byPortal = (fault: Fault) =>
    (draft.told ?? []).some(({ pointer, message }) => pointer === fault.pointer && message === fault.message)
  return faults.filter((fault) => checked || byPortal(fault) || left.has(withinForm(fault.pointer)))
}

/** Of a place in what is sent (/form/…), as the form names it. */
export const withinForm = (pointer: string): string => pointer.replace(/^\/form(?=\/|$)/, '')

/** In one sentence, what is said of one place. */
export function faultAt(faults: readonly Fault[], pointer: string): string | undefined {
  const messages = new Set(faults.filter((fault) => fault.pointer === pointer).map(({ message }) => message))
  return messages.size === 0 ? undefined : [...messages].join(' ')
}
