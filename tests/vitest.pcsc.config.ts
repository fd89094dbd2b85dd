// What needs the PC/SC service with practice readers: the adapter, OpenSC, the readers' network. See scripts/setup/pcscd.mjs.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/pcsc/**/*.test.ts'],
    // There are two readers, and everybody uses them.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
