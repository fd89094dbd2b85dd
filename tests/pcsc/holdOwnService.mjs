// As holdService.mjs, in a run of its own.
import { fileURLToPath } from 'node:url'
import { inOwnRun } from '../../scripts/setup/ownRun.mjs'

process.exitCode = await inOwnRun(fileURLToPath(import.meta.url), [], async () => {
  await import('./holdService.mjs')
  return 5
})
