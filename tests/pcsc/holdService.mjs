// Holds a lease on the practice readers: tells the service's process on a line, and lets go when its input ends.
import { readFileSync } from 'node:fs'
import { withPcscd } from '../../scripts/setup/pcscd.mjs'

await withPcscd(async () => {
  process.stdout.write(`${readFileSync('/run/pcscd/pcscd.pid', 'utf8').trim()}\n`)
  for await (const _ of process.stdin);
})
