// Two projects: the screens in a browser page, and the whole program in Electron (its surroundings: scripts/setup/environment.mjs).
import { defineConfig } from '@playwright/test'

const root = process.getuid?.() === 0

export default defineConfig({
  outputDir: '../out/test/playwright',
  forbidOnly: true,
  timeout: 120_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 15_000 },
  workers: '100%',
  // A screen has a wallet, readers and a portal of its own, so that every core plays one; programs share readers and
  // keychain, so one after the other.
  projects: [
    {
      name: 'screens',
      testDir: 'ui',
      testMatch: '**/*.spec.ts',
      fullyParallel: true,
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: '/usr/bin/chromium-headless-shell',
          // Debian's browser looks after itself as root only without its sandbox; it is shown our own pages alone.
          chromiumSandbox: !root,
          args: [
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--disable-quic',
            '--no-first-run',
          ],
        },
      },
    },
    { name: 'program', testDir: 'e2e', testMatch: '**/*.spec.ts', workers: 1 },
  ],
})
