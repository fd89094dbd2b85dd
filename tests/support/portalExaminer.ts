// The doctor's look at a portal, in a process whose clock may be wrong. Tells the findings as one JSON line.
import { readFileSync } from 'node:fs'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { examinePortal } from '../../main/doctor/examinePortal.ts'

const [origin = '', anchor = ''] = process.argv.slice(2)
const fetch = createHttpsFetch({ loopback: true, ca: [readFileSync(anchor, 'utf8')] })
const ports = { fetch, now: () => new Date(), portal: () => ({ origin }) }
process.stdout.write(`${JSON.stringify(await examinePortal(ports, AbortSignal.timeout(9_000)))}\n`)
