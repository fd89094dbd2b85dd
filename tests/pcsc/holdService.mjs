// Holds a lease on the practice readers: tells on a line the service's process and the network that a practice card is
// started in, and lets go when its input ends.
import { execFileSync } from 'node:child_process'
import { runningService, withPcscd } from '../../scripts/setup/pcscd.mjs'

await withPcscd(async ({ TEFUDA_CARD_NETWORK }) => {
  const network = execFileSync(TEFUDA_CARD_NETWORK, ['readlink', '/proc/self/ns/net'], { encoding: 'utf8' }).trim()
  process.stdout.write(`${JSON.stringify({ pid: runningService(), network })}\n`)
  for await (const _ of process.stdin);
})
