// node practice/employer/employerCommand.ts [--out FOLDER]: files the year's 算定基礎届 at the running practice portal as an
// employer's software does, with one mistake that the office sends back. Takes a minute and a half, as the offices of practice do.
// The last line on standard output is JSON. Exit status: 0 the official document came, 2 not understood, 3 could not run.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { practiceCompany } from '../portal/register/families.ts'
import { findPortal } from '../portal/runningPortal.ts'
import { openWorld } from '../world.ts'
import { worldFolder } from '../worldFolder.ts'
import { type Api, logIn, Refused } from './api.ts'
import { type Arrived, correct, type Filing, fetchDocuments, look, send } from './filing.ts'

const now = () => new Date()
const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const out = outFolder()
  if (out === false) return leave(2, 'usage: practice -- employer [--out FOLDER]')
  const folder = worldFolder(process.env)
  const portal = await findPortal(folder)
  if (portal === undefined) return leave(3, 'no practice portal runs: npm run practice -- portal')
  const { authentication, signature } = (await openWorld(folder, now)).person(practiceCompany.officer) ?? {}
  if (authentication === undefined || signature === undefined) return leave(3, 'the officer has no card')
  const fetch = createHttpsFetch({ loopback: true, ca: [await readFile(portal.caFile, 'utf8')] })
  const api = await logIn(fetch, portal.origin, { authentication, signature }, now)

  const sent = await send(api, yearOf([30, 0, 30]))
  say(`到達番号 ${sent.arrival_no}（受付番号 ${sent.receipt_no}）: ${sent.label}`)
  const returned = await until(api, sent, 'returned')
  for (const { pointer, message } of returned.fields) say(`補正: ${pointer} ${message}`)
  await correct(api, sent.receipt_no, yearOf([30, 31, 30]))
  await until(api, sent, 'completed')
  const documents = await fetchDocuments(api, sent.receipt_no)
  for (const { name, bytes } of documents)
    if (out !== undefined) await writeFile(join(out, name), bytes, { flag: 'wx' })
  const names = documents.map(({ name }) => name)
  process.stdout.write(
    `${JSON.stringify({ arrivalNo: sent.arrival_no, receiptNo: sent.receipt_no, documents: names })}\n`,
  )
}

/** The company of practice; `days` of the first of its two people. */
const yearOf = (days: readonly number[]): Filing => ({
  company: { name: practiceCompany.name, number: practiceCompany.number },
  year: now().getFullYear(),
  employees: [
    { number: 1, name: '見本 次郎', pay: [300_000, 310_000, 305_000], days },
    { number: 2, name: '見本 桃子', pay: [220_000, 220_000, 240_000], days: [30, 31, 30] },
  ],
})

async function until(api: Api, { receipt_no }: Arrived, status: Arrived['status']): Promise<Arrived> {
  let label = ''
  for (;;) {
    const seen = await look(api, receipt_no)
    if (seen.label !== label) say(seen.label)
    label = seen.label
    if (seen.status === status) return seen
    if (['completed', 'rejected', 'withdrawn'].includes(seen.status)) throw new Error(`it ended as ${seen.label}`)
    await after(2_000)
  }
}

function outFolder(): string | undefined | false {
  try {
    return parseArgs({ options: { out: { type: 'string' } } }).values.out
  } catch {
    return false
  }
}

function leave(code: number, line: string): void {
  say(line)
  process.exitCode = code
}

await main().catch((error: unknown) => {
  if (error instanceof Refused) return leave(3, error.message)
  throw error
})
