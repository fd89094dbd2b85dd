// A draft in hand: what is typed is kept in the drawer as it is typed, and never thrown away by an answer that came later.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../preload/failure.ts'
import type { FormContent } from '../../../preload/shapes/applications.ts'
import type { OpenDraft } from '../../../preload/shapes/drafts.ts'
import { keepsTyped } from '../../pendingSaves.ts'
import { useReleased } from './useReleased.ts'

/** Milliseconds after the last key before it is kept. */
const pause = 250

export interface DraftInHand {
  /** As main told it last. */
  readonly open: OpenDraft
  /** As it stands on the screen. */
  readonly form: FormContent
  readonly unsaved: boolean
  /** Why it could not be kept. */
  readonly failure: Failure | undefined
  readonly write: (change: (form: FormContent) => FormContent) => void
  /** Keeps what is typed by now; undefined where that was not possible. */
  readonly keep: () => Promise<OpenDraft | undefined>
  /** Takes over what main made of it, once everything typed was kept. */
  readonly take: (open: OpenDraft) => void
}

export function useDraft(first: OpenDraft): DraftInHand {
  const { id } = first.draft
  const [open, setOpen] = useState(first)
  const [form, setForm] = useState(first.draft.form)
  const [unsaved, setUnsaved] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const typed = useRef(form)
  const kept = useRef(form)
  const told = useRef(first)
  const queue = useRef<Promise<OpenDraft | undefined>>(Promise.resolve(first))
  const released = useReleased()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const saveOnce = useCallback(async (): Promise<OpenDraft | undefined> => {
    const now = typed.current
    if (now === kept.current) return told.current
    const outcome = await window.wallet.drafts.save({ id, form: now })
    await released()
    if (!outcome.ok) {
      setFailure(outcome.failure)
      return undefined
    }
    kept.current = now
    told.current = outcome.value
    setFailure(undefined)
    setOpen(outcome.value)
    setUnsaved(typed.current !== now)
    return outcome.value
  }, [id, released])

  // One after the other, so that an older form never follows a newer one.
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    queue.current = queue.current.then(saveOnce)
    return queue.current
  }, [saveOnce])

  const write = useCallback(
    (change: (form: FormContent) => FormContent) => {
      const next = change(typed.current)
      typed.current = next
      setForm(next)
      setUnsaved(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void keep(), pause)
    },
    [keep],
  )

  const take = useCallback((next: OpenDraft) => {
    told.current = next
    setOpen(next)
    // Somebody typed on meanwhile: theirs stays, and is kept next.
    if (typed.current !== kept.current) return
    kept.current = next.draft.form
    typed.current = next.draft.form
    setForm(next.draft.form)
  }, [])

  // Whoever goes elsewhere, or locks, leaves nothing behind.
  useEffect(() => keepsTyped(keep), [keep])

  return { open, form, unsaved, failure, write, keep, take }
}
