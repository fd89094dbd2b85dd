import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      '{main,preload,renderer,practice,scripts}/**/*.test.ts',
      'tests/{journeys,contracts,cross,cli}/**/*.test.ts',
    ],
    // Files share nothing, so that every core runs one; one more, because some wait for processes that they have started.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
