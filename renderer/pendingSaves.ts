// What was typed and is not kept yet. Whoever is about to lock waits for it, a moment and no longer.

type Save = () => Promise<unknown>
const open = new Set<Save>()
const under = new Set<Promise<unknown>>()

/** Milliseconds. A save takes some ten; a lock is not held up by one that takes long. */
const moment = 400

/** @param save keeps what is typed by now. @returns a function for when its screen is left */
export function keepsTyped(save: Save): () => void {
  open.add(save)
  return () => {
    open.delete(save)
    // What was typed last is on its way, and a lock waits for that too.
    const last = save()
      .catch(() => undefined)
      .then(() => void under.delete(last))
    under.add(last)
  }
}

/** When everything that was typed is kept, and after a moment in any case. */
export async function typedIsKept(): Promise<void> {
  const saves = [...under, ...[...open].map((save) => save())]
  if (saves.length === 0) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((done) => {
    timer = setTimeout(done, moment)
  })
  await Promise.race([Promise.allSettled(saves), over])
  clearTimeout(timer)
}
