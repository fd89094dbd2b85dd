// Tells when nobody has touched anything for so long. Counts on a clock that nobody sets.
export interface Clock {
  /** Milliseconds that only grow. */
  now(): number
  /** Calls back once, unless the returned function was called before. */
  after(ms: number, call: () => void): () => void
}

export const machineClock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

interface IdleRules {
  readonly clock: Clock
  /** How long nobody may have touched anything, in milliseconds. */
  readonly limit: number
  /** How long before that it is warned. */
  readonly warning: number
  /** How long ago somebody touched something that was not told by `touched`, where that can be known. */
  readonly elsewhere: () => number | undefined
  /** Work that goes on without the person: the time it takes does not count. */
  readonly working: () => boolean
  /** Told each second how many milliseconds are left, and undefined when somebody came back. */
  readonly warn: (left: number | undefined) => void
  readonly idle: () => void
}

export interface IdleWatch {
  touched(): void
  end(): void
}

/** Begins to count at once; `idle` is called once at most, and never after `end`. */
export function watchIdle({ clock, limit, warning, elsewhere, working, warn, idle }: IdleRules): IdleWatch {
  let last = clock.now()
  let warned = false
  let cancel: () => void = () => undefined

  function look(): void {
    const now = clock.now()
    const other = elsewhere()
    last = working() ? now : Math.max(last, other === undefined ? last : now - other)
    const left = last + limit - now
    if (left <= 0) {
      idle()
      return
    }
    if (left <= warning) {
      warned = true
      warn(left)
    } else calm()
    next(left)
  }
  function next(left: number): void {
    const beforeWarning = left - warning
    cancel = clock.after(beforeWarning > 0 ? beforeWarning : Math.min(1000, left), look)
  }
  function calm(): void {
    if (warned) warn(undefined)
    warned = false
  }

  next(limit)
  return {
    touched() {
      last = clock.now()
      if (!warned) return
      cancel()
      calm()
      next(limit)
    },
    end() {
      cancel()
      calm()
    },
  }
}
