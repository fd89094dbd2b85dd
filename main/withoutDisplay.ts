// Commands on a Linux machine without a display: Chromium chooses its platform before our first line runs and would end
// there, so the program starts itself once more with the platform that needs none.
import { spawnSync } from 'node:child_process'

export const headless = '--ozone-platform=headless'

export function needsNoDisplay(env: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  return platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
}

/** The descriptors that the words name: `--pin-fd 3`, `--pin-fd=3`, `/dev/fd/63`. */
export function namedDescriptors(words: readonly string[]): number[] {
  return words.flatMap((word, index) => {
    const before = words[index - 1] ?? ''
    const found = /^--[a-z-]+-fd=(\d{1,4})$/.exec(word) ?? /^(?:.*=)?\/dev\/fd\/(\d{1,4})$/.exec(word)
    const named = found?.[1] ?? (/^--[a-z-]+-fd$/.test(before) && /^\d{1,4}$/.test(word) ? word : undefined)
    return named === undefined ? [] : [Number(named)]
  })
}

/** Runs this very command again and waits for it. @returns its exit status; 3 (could not run) when a signal ended it */
export function runHeadless(words: readonly string[]): number {
  const named = namedDescriptors(words)
  const most = Math.max(2, ...named)
  // Those in between are Chromium's own.
  const stdio = Array.from({ length: most + 1 }, (_, fd) => (fd <= 2 || named.includes(fd) ? fd : ('ignore' as const)))
  const { status } = spawnSync(process.execPath, [headless, ...process.argv.slice(1)], { stdio })
  return status ?? 3
}
