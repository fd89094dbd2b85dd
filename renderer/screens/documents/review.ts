// What the person has seen of each document, and so whether all of them may be signed.
import { useCallback, useMemo, useState } from 'react'
import type { ChosenDocument } from '../../../preload/shapes/documents.ts'

export interface Review {
  /** The end of its last page was in view. */
  readonly saw: (id: string) => void
  /** A page that could not be drawn, from 1. */
  readonly foundBroken: (id: string, page: number) => void
  /** The person says that they checked it with another program. */
  readonly sayChecked: (id: string, checked: boolean) => void
  readonly brokenPages: (id: string) => readonly number[]
  readonly checked: (id: string) => boolean
  readonly done: (document: ChosenDocument) => boolean
  readonly restart: () => void
}

interface Seen {
  readonly ended: boolean
  readonly broken: readonly number[]
  readonly checked: boolean
}

const nothing: Seen = { ended: false, broken: [], checked: false }

/** A PDF is done when its end was seen; what could not be shown, when the person says that they checked it elsewhere. */
export function isDone({ kind }: Pick<ChosenDocument, 'kind'>, { ended, broken, checked }: Seen): boolean {
  if (kind !== 'pdf') return checked
  return ended && (broken.length === 0 || checked)
}

export function useReview(): Review {
  const [seen, setSeen] = useState<ReadonlyMap<string, Seen>>(new Map())
  const change = useCallback(
    (id: string, next: (before: Seen) => Seen) =>
      setSeen((all) => {
        const before = all.get(id) ?? nothing
        const after = next(before)
        return after === before ? all : new Map([...all, [id, after]])
      }),
    [],
  )
  const saw = useCallback(
    (id: string) => change(id, (before) => (before.ended ? before : { ...before, ended: true })),
    [change],
  )
  const foundBroken = useCallback(
    (id: string, page: number) =>
      change(id, (before) =>
        before.broken.includes(page)
          ? before
          : // What was checked before this page was known to be broken was not this page.
            { ...before, broken: [...before.broken, page].sort((a, b) => a - b), checked: false },
      ),
    [change],
  )
  const sayChecked = useCallback(
    (id: string, checked: boolean) => change(id, (before) => ({ ...before, checked })),
    [change],
  )
  const restart = useCallback(() => setSeen(new Map()), [])
  return useMemo(() => {
    const of = (id: string): Seen => seen.get(id) ?? nothing
    return {
      saw,
      foundBroken,
      sayChecked,
      restart,
      brokenPages: (id) => of(id).broken,
      checked: (id) => of(id).checked,
      done: (document) => isDone(document, of(document.id)),
    }
  }, [seen, saw, foundBroken, sayChecked, restart])
}
