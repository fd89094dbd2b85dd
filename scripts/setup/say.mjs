// Plain lines on standard error, and the one kind of failure that set-up knows: what went wrong and what to do about it.

/** @param {string} line */
export function say(line) {
  process.stderr.write(`tefuda: ${line}\n`)
}

/** A step of the set-up that could not be done. `exitCode` 3 means: a person must do something first. */
export class SetupFailure extends Error {
  /**
   * @param {string} step what was being done
   * @param {string} reason what happened
   * @param {string} remedy what to do about it
   * @param {number} [exitCode]
   */
  constructor(step, reason, remedy, exitCode = 1) {
    super(`${step}: ${reason}`)
    this.name = 'SetupFailure'
    this.step = step
    this.reason = reason
    this.remedy = remedy
    this.exitCode = exitCode
  }
}

/**
 * Runs a recipe and turns its end into an exit code: the number it returns, or a failure told in two lines.
 *
 * @param {() => Promise<number>} recipe
 */
export async function follow(recipe) {
  // What root makes here must be readable by the ordinary user that the program runs as.
  process.umask(0o022)
  const watch = followNpm()
  try {
    process.exitCode = await recipe()
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error
    say(`failed: ${error.step}`)
    say(`  ${error.reason.trim().replaceAll('\n', '\n  ')}`)
    say(`  what to do: ${error.remedy}`)
    process.exitCode = error.exitCode
  } finally {
    clearInterval(watch)
  }
}

/**
 * npm runs scripts through a shell, and a signal to npm ends that shell alone. So when the parent is gone, the recipe gets
 * the signal that was meant for it.
 */
function followNpm() {
  const parent = process.ppid
  const ofNpm = process.env.npm_lifecycle_event !== undefined
  const watch = setInterval(() => {
    if (!ofNpm || process.ppid === parent) return
    // Once: a second signal would end the tidying up that the first one began.
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  return watch
}
