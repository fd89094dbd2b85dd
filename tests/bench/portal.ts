// What a log-in and a verification cost the portal itself, apart from wallet and network: on a storage that lies on disk, beside
// the signatures that nobody can do without. docs/nations-portal.md reckons with these rows.
import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { enrolPc, logInByPc } from '../../main/journeys/enrolPc.ts'
import { readInbox } from '../../main/journeys/logIn.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import { createPortal, type Portal } from '../../practice/portal/portal.ts'
import { portalControl } from '../../practice/portal/portalControl.ts'
import { readRevocationList } from '../../practice/portal/revocationList.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { openStage, type Stage, testOrigin, testReader } from '../support/stage.ts'
import { inTurn, type Row } from './row.ts'

const token = 'a-token-that-only-the-bench-knows'
const logIns = 100

export async function portalRows(runs: number): Promise<Row[]> {
  const folder = temporaryFolder()
  const stage = await openStage()
  const file = join(folder.path, 'portal.sqlite')
  const portal = createPortal({
    world: stage.world,
    database: file,
    now: stage.ports.now,
    origin: testOrigin,
    controlToken: token,
  })
  try {
    const inPortal = clocked(stage, portal)
    const rows = [
      await row(runs, "portal's part of a card log-in", () => inPortal(() => stage.logIn()), { rsa: 2, es256: 2 }),
    ]
    const byPc = await enrolled(stage)
    rows.push(
      await row(runs, "portal's part of a log-in by an enrolled PC", () => inPortal(byPc), { rsa: 0, es256: 5 }),
      await calls(stage, runs, inPortal),
      await leaves(file, byPc),
      await presentation(stage, runs, inPortal),
      await revocationList(stage, runs, inPortal),
    )
    return rows
  } finally {
    portal.close()
    await stage.close()
    folder.remove()
  }
}

type Clock = (work: () => Promise<unknown>, path?: RegExp) => Promise<number>

/** Milliseconds of the processor that this process has used: what else runs here does not count. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** From now on the stage speaks with that portal; what is measured is the processor's time inside it. */
function clocked(stage: Stage, portal: Portal): Clock {
  let spent = 0
  let counted = /./
  Object.assign(stage, {
    control: portalControl((request) => portal.fetch(request), testOrigin, token),
    profile: practiceProfile(testOrigin, stage.trust.tls),
    network: async (request: Request) => {
      const { pathname } = new URL(request.url)
      const start = cpuNow()
      const response = await portal.fetch(request)
      const body = await response.arrayBuffer()
      if (counted.test(pathname)) spent += cpuNow() - start
      const { status, headers } = response
      return new Response(status === 204 ? undefined : body, { status, headers })
    },
  })
  return async (work, path = /./) => {
    spent = 0
    counted = path
    await work()
    return spent
  }
}

async function enrolled(stage: Stage): Promise<() => Promise<unknown>> {
  const where = { drawer: stage.drawer, profile: stage.profile, language: 'en' } as const
  const asker = {
    ...stage.ports,
    cards: stage.cards,
    signal: new AbortController().signal,
    guard: async () => undefined,
  }
  const card = { trust: stage.trust, reader: testReader, person: stage.card.person.name.kanji }
  await enrolPc(asker, { ...where, ...card, name: 'bench', step: () => undefined })
  return () => logInByPc(stage.ports, where)
}

/** What waits for the person is two calls, each with a proof and a token. */
async function calls(stage: Stage, runs: number, inPortal: Clock): Promise<Row> {
  const where = { drawer: stage.drawer, profile: stage.profile }
  const call = async () => (await inPortal(() => readInbox(stage.ports, where))) / 2
  return row(runs, "portal's part of a call in a session", call, { rsa: 0, es256: 1 })
}

async function presentation(stage: Stage, runs: number, inPortal: Clock): Promise<Row> {
  await stage.receive('health-insurance')
  const shared = async (): Promise<number> => {
    const { request } = await stage.control.requestFrom('clinic')
    const summary = await stage.open(request)
    return inPortal(() => stage.send(summary), /\/responses\//)
  }
  // Issuer, its certificate, the holder's key, the status list.
  const made = await row(runs, "verifier's part of a presentation", shared, { rsa: 0, es256: 4 })
  return { ...made, notes: 'SD-JWT VC of the insurance, encrypted answer; status list and its signature included' }
}

/** The practice authority signs its list anew whenever it is asked; a card log-in reads it once, an enrolled PC's three times. */
async function revocationList(stage: Stage, runs: number, inPortal: Clock): Promise<Row> {
  const { certificate } = stage.world.authorities.jpkiAuthentication
  const fetched = new Request(`${testOrigin}/jpki/authentication.crl`)
  const measure = async (): Promise<number> => {
    let der = new Uint8Array()
    const made = await inPortal(async () => {
      der = new Uint8Array(await (await stage.ports.fetch(fetched.clone())).arrayBuffer())
    })
    const start = cpuNow()
    if (readRevocationList(der, certificate, stage.ports.now()) === undefined) throw new Error('the list does not hold')
    return made + cpuNow() - start
  }
  return row(runs, 'a revocation list made and read', measure, { rsa: 1, es256: 0 })
}

interface Signatures {
  readonly rsa: number
  readonly es256: number
}

/** A practice portal has to be right and need not be fast: its figures are for reckoning. */
async function row(runs: number, name: string, measure: () => Promise<number>, count: Signatures): Promise<Row> {
  const bare = signatures(count)
  const measured = await inTurn(runs, measure, async () => {
    const start = cpuNow()
    for (let turn = 0; turn < 20; turn++) bare()
    return (cpuNow() - start) / 20
  })
  const floorName = `${count.rsa} RSA and ${count.es256} ES256 verified, 1 made`
  return {
    name,
    unit: 'ms',
    ...measured,
    floorName,
    aim: 100,
    notes: 'time of the processor; storage on disk, written through',
  }
}

function signatures({ rsa, es256 }: Signatures): () => void {
  const bytes = Buffer.alloc(300, 7)
  const [card, key] = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ]
  const signed = (privateKey: KeyObject) => sign('sha256', bytes, privateKey)
  const [byCard, byKey] = [signed(card.privateKey), signed(key.privateKey)]
  return () => {
    for (let turn = 0; turn < rsa; turn++) verify('sha256', bytes, card.publicKey, byCard)
    for (let turn = 0; turn < es256; turn++) verify('sha256', bytes, key.publicKey, byKey)
    signed(key.privateKey)
  }
}

/** Until it is tidied: tokens and identifiers go after a day, sessions after thirty; the history stays. */
async function leaves(file: string, logIn: () => Promise<unknown>): Promise<Row> {
  const size = (): { file: number; text: number } => {
    const database = new Database(file)
    try {
      database.pragma('wal_checkpoint(TRUNCATE)')
      return { file: statSync(file).size, text: contentOf(database) }
    } finally {
      database.close()
    }
  }
  const before = size()
  for (let turn = 0; turn < logIns; turn++) await logIn()
  const after = size()
  return {
    name: 'what a log-in leaves at the portal',
    unit: 'kB',
    measured: [(after.file - before.file) / logIns / 1000],
    floorName: 'the same rows as text',
    floor: [(after.text - before.text) / logIns / 1000],
    aim: 3,
    notes: `mean of ${logIns} log-ins by an enrolled PC`,
  }
}

function contentOf(database: Database.Database): number {
  const tables = database.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
  return tables
    .flatMap((table) => database.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][])
    .reduce((sum, values) => sum + values.reduce((one: number, value) => one + String(value ?? '').length, 0), 0)
}
