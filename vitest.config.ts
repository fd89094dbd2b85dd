import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { quickFolder } from './tests/support/quickFolder.ts'

const besideTheirSource = ['{main,preload,renderer,practice}/**/*.test.ts']
/** They put something else in the place of a module, of standard error or of the clock. */
const replacing = [
  'main/window/*.test.ts',
  'main/documents/saveWithoutLinks.test.ts',
  'main/drawer/serveDrawer.test.ts',
  'main/ipc/dispatch.test.ts',
  'renderer/pendingSaves.test.ts',
]

export default defineConfig({
  test: {
    // One more than there are cores, because some wait for processes that they have started.
    maxWorkers: availableParallelism() + 1,
    env: { TMPDIR: quickFolder() },
    testTimeout: 20_000,
    // What is polled for comes; how soon is the machine's affair.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    projects: [
      // Most take less time than a process of their own would take to start: a worker runs one after the other.
      { extends: true, test: { name: 'beside', include: besideTheirSource, exclude: replacing, isolate: false } },
      // Whole programs, which share nothing.
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['tests/{journeys,contracts,cross,cli}/**/*.test.ts', 'scripts/**/*.test.ts', ...replacing],
        },
      },
    ],
  },
})
