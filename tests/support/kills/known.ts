// What the parent knows: what the wallet said is done, and the one write whose end nobody heard. After each kill the home is
// opened and compared with that.
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unlock } from '../../../main/backup/read.ts'
import { sweepTrials } from '../../../main/backup/trials.ts'
import type { CredentialId } from '../../../main/credentials/credential.ts'
import type { Drawer } from '../../../main/drawer/drawer.ts'
import { room } from '../../../main/drawer/openDrawer.ts'
import { readHousehold, sweepHousehold } from '../../../main/household/household.ts'
import { drawerFolder } from '../../../main/household/householdSecret.ts'
import { headName } from '../../../main/ledger/keepHead.ts'
import type { Keychain } from '../../../main/ports.ts'
import { at } from '../drawers.ts'
import { enrolment } from '../portalTokens.ts'
import type { Said, Task, Write } from './said.ts'

export interface Known {
  readonly credentials: Set<string>
  removed: number
  readonly entries: Set<string>
  readonly ended: Set<string>
  readonly erased: Set<string>
  readonly slots: Set<string>
  readonly statuses: Map<string, string>
  enrolment: string | null
  readonly nonces: Set<string>
  backups: number
  /** Names in the list of people, by drawer. */
  readonly people: Map<string, string>
  cards: readonly string[]
}

/** Takes in what was said, and answers the write that was under way, if one was. @throws what the wallet failed with */
export function hear(known: Known, lines: readonly Said[]): Write | undefined {
  let pending: Write | undefined
  for (const line of lines) {
    if ('failed' in line) throw new Error(`a write failed: ${line.failed}`)
    if ('asked' in line) pending = line.asked
    else {
      pending = undefined
      took(known, line.done)
    }
  }
  return pending
}

function took(known: Known, write: Write): void {
  switch (write.what) {
    case 'accept':
      for (const id of write.ids ?? []) known.credentials.add(id)
      break
    case 'remove':
      known.credentials.delete(write.id)
      known.removed += 1
      break
    case 'record':
      known.entries.add(write.id ?? '')
      break
    case 'finish':
      known.ended.add(write.id)
      break
    case 'erase':
      known.entries.delete(write.id)
      known.erased.add(write.id)
      break
    case 'addSlot':
      known.slots.add(write.id ?? '')
      break
    case 'removeSlot':
      known.slots.delete(write.id)
      break
    case 'status':
      known.statuses.set(write.id, write.checkedAt)
      break
    case 'enrolment':
      known.enrolment = write.name
      break
    case 'nonce':
      known.nonces.add(write.nonce)
      break
    case 'backup':
      known.backups += 1
      break
    case 'restore':
    case 'person':
      known.people.set(write.drawerId, write.name)
      break
    case 'people':
      known.cards = write.tag === null ? [] : [...known.cards, write.tag].slice(-16)
      break
    case 'tables':
      break
  }
}

const missing = (wanted: Iterable<string>, there: ReadonlySet<string>): string[] =>
  [...wanted].filter((one) => !there.has(one))

export interface Home {
  readonly task: Omit<Task, 'kind' | 'round'>
  readonly keychain: Keychain
}

/** Opens everything as the next start of the wallet does. What had been under way is taken in as it is found. */
export async function check({ task, keychain }: Home, known: Known, pending: Write | undefined): Promise<void> {
  const { home, folder } = task
  await sweepTrials(home)
  await sweepHousehold(home, keychain)
  await checkPeople({ task, keychain }, known, pending)
  const drawer = await open(task, folder)
  try {
    await checkCredentials(drawer, known, pending)
    await checkSlots(task, drawer, known, pending)
    await checkLedger(drawer, known, pending)
    await checkHead({ task, keychain }, drawer)
    await checkRest(drawer, known, pending)
  } finally {
    await drawer.close()
  }
  const looked = pending?.what === 'tables' ? [pending.folder] : []
  for (const one of looked) await looksWhole(task, one)
  if (known.backups > 0) {
    const backup = await unlock(task.backup, task.realm, { kind: 'recovery', code: task.recovery.slice() })
    for await (const part of backup.database()) part.fill(0)
  }
  assert.deepEqual(leftovers(home), [], 'nothing half-written stays after the next opening')
}

const open = ({ realm, trust, recovery }: Home['task'], folder: string): Promise<Drawer> =>
  room.open({ folder, realm, trust, key: { kind: 'recovery', code: recovery.slice() } })

async function looksWhole(task: Home['task'], folder: string): Promise<void> {
  const drawer = await open(task, folder)
  assert.ok((await drawer.verifyLedger(null, {})).sound)
  await drawer.close()
}

async function checkPeople({ task, keychain }: Home, known: Known, pending: Write | undefined): Promise<void> {
  const { people, unnamed, without } = await readHousehold(task.home, keychain)
  assert.equal(without, undefined)
  assert.deepEqual(unnamed, [], 'no drawer without a person')
  const there = new Map(people.map(({ drawerId, name }) => [drawerId, name]))
  for (const [drawerId, name] of known.people)
    assert.equal(there.get(drawerId), name, 'a person that was made is there')
  for (const { drawerId, name, drawer } of people) {
    assert.ok(!('failure' in drawer), 'each person’s drawer tells how it is opened')
    if (known.people.has(drawerId)) continue
    const made = (pending?.what === 'person' || pending?.what === 'restore') && pending.drawerId === drawerId
    assert.ok(made, 'nobody is there whom nobody made')
    known.people.set(drawerId, name)
    await looksWhole(task, drawerFolder(task.home, drawerId))
  }
  for (const name of readdirSync(join(task.home, 'drawers')))
    assert.ok(known.people.has(name), 'people and drawers agree')
  const cards = people.find(({ id }) => id === task.personId)?.cards ?? []
  const next = pending?.what !== 'people' ? [] : [pending.tag === null ? [] : [...known.cards, pending.tag].slice(-16)]
  assert.ok(
    [known.cards, ...next].some((one) => JSON.stringify(one) === JSON.stringify(cards)),
    'the list of people is the old or the new one',
  )
  known.cards = cards
}

async function checkCredentials(drawer: Drawer, known: Known, pending: Write | undefined): Promise<void> {
  const cards = await drawer.list(at)
  const there = new Set<string>(cards.map(({ id }) => id))
  const gone = missing(known.credentials, there)
  const leaving = pending?.what === 'remove' ? pending.id : undefined
  assert.deepEqual(
    gone.filter((id) => id !== leaving),
    [],
    'each credential that was received is there',
  )
  for (const id of gone) {
    known.credentials.delete(id)
    known.removed += 1
  }
  const fresh = cards.filter(({ id }) => !known.credentials.has(id))
  if (pending?.what === 'accept') assert.ok([0, 2].includes(fresh.length), 'both or none')
  else assert.deepEqual(fresh, [], 'what was removed is gone')
  for (const { id } of fresh) known.credentials.add(id)
  const last = cards.at(-1)
  if (last !== undefined) assert.ok((await drawer.show(last.id as CredentialId, at)).check.valid)
  assert.equal((await drawer.page({ text: '', from: 0, most: 1, at })).all, cards.length)
}

async function checkSlots(
  { slots: first }: Home['task'],
  drawer: Drawer,
  known: Known,
  pending: Write | undefined,
): Promise<void> {
  const there = new Set((await drawer.header()).slots.map(({ id }) => id))
  const gone = missing(known.slots, there)
  const leaving = pending?.what === 'removeSlot' ? pending.id : undefined
  assert.deepEqual(
    gone.filter((id) => id !== leaving),
    [],
    'each way to open it is there',
  )
  for (const id of gone) known.slots.delete(id)
  const surplus = missing(there, known.slots)
  assert.ok(surplus.length <= (pending?.what === 'addSlot' ? 1 : 0), 'what was taken out opens nothing')
  // A drawer has sixteen at most: what rounds have left goes.
  for (const id of there) {
    if (first.includes(id)) continue
    await drawer.removeSlot(id)
    known.slots.delete(id)
  }
}

async function checkLedger(drawer: Drawer, known: Known, pending: Write | undefined): Promise<void> {
  const report = await drawer.verifyLedger(null, {})
  assert.ok(report.sound, 'the chain holds')
  const entries = await drawer.ledger()
  const there = new Map(entries.map((one) => [one.id, one]))
  const ids = new Set(there.keys())
  const gone = missing(known.entries, ids)
  const erasing = pending?.what === 'erase' ? pending.id : undefined
  assert.deepEqual(
    gone.filter((id) => id !== erasing),
    [],
    'each entry is there',
  )
  for (const id of gone) {
    known.entries.delete(id)
    known.erased.add(id)
  }
  for (const id of known.ended) if (known.entries.has(id)) assert.equal(there.get(id)?.outcome, 'done')
  for (const id of known.erased) assert.ok(!ids.has(id), 'what was erased is gone')
  assert.equal(entries.filter(({ act }) => act === 'remove').length, known.removed, 'a removal is written down')
  for (const { id, act } of entries) if (act === 'share') known.entries.add(id)
}

async function checkHead({ task, keychain }: Home, drawer: Drawer): Promise<void> {
  const { drawerId } = await drawer.header()
  const kept = await keychain.read(await headName(task.home, drawerId))
  if (kept === undefined) return
  const { state } = await drawer.compareLedger(Buffer.from(kept).toString('utf8'))
  assert.ok(state === 'same' || state === 'extends', 'the ledger goes on from the head that is kept')
}

async function checkRest(drawer: Drawer, known: Known, pending: Write | undefined): Promise<void> {
  const enrolled = (await drawer.enrolment(enrolment('').origin))?.name ?? null
  const maybes = [known.enrolment, ...(pending?.what === 'enrolment' ? [pending.name] : [])]
  assert.ok(maybes.includes(enrolled), 'the enrolment is the old or the new one')
  known.enrolment = enrolled
  for (const [id, checkedAt] of known.statuses) {
    if (!known.credentials.has(id)) continue
    const told = (await drawer.show(id as CredentialId, at)).lastStatus?.checkedAt
    const maybe = pending?.what === 'status' ? pending.checkedAt : undefined
    assert.ok(told === checkedAt || told === maybe, 'the status is the old or the new one')
    known.statuses.set(id, told ?? '')
  }
  // The last few: asking marks them used.
  for (const nonce of [...known.nonces].slice(-5)) assert.ok(await drawer.useNonce('client', nonce, at))
}

const whole = [
  /^people\.json$/,
  /^backups\/[^/]+\.tefuda-backup$/,
  /^drawers\/[0-9a-f-]{36}\/(header\.json|drawer-\d+\.db|lock)$/,
  // Empty between two transactions.
  /^drawers\/[0-9a-f-]{36}\/(drawer-\d+\.db|lock)-journal$/,
  /^drawers\/[0-9a-f-]{36}\/earlier\/tables-\d+-generation-\d+\/(header\.json|drawer-\d+\.db)$/,
]

/** Files that are no whole part of a home. The drawers of older tables, which nobody opened yet, lie elsewhere. */
function leftovers(home: string): string[] {
  if (!existsSync(home)) return []
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(home.length + 1))
    .filter((path) => !whole.some((pattern) => pattern.test(path)))
}
