// Two projects: the screens in a browser page, and the whole program in Electron (its surroundings: scripts/setup/environment.mjs).
import { defineConfig } from '@playwright/test'

const root = process.getuid?.() === 0

export default defineConfig({
  outputDir: '../out/test/playwright',
  forbidOnly: true,
  timeout: 60_000,
  // The machine's own speed decides how many pages at once; programs share readers and keychain, so one after the other.
  projects: [
    {
      name: 'screens',
      testDir: 'ui',
      testMatch: '**/*.spec.ts',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: '/usr/bin/chromium',
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
    { name: 'program', testDir: 'e2e', testMatch: '**/*.spec.ts', workers: 1, timeout: 120_000 },
  ],
})
