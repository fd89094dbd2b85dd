// What needs an operating system's keychain: a private one, see scripts/setup/keyring.mjs.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/keychain/**/*.test.ts'],
    fileParallelism: false,
    // Run as the ordinary user, who may not write in the checkout.
    fsModuleCache: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
