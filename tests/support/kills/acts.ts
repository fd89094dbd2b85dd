// Every write of the wallet, as its journeys do them, told before and after.
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CredentialId } from '../../../main/credentials/credential.ts'
import type { NewLedgerEntry } from '../../../main/drawer/contract/ledger.ts'
import type { Drawer } from '../../../main/drawer/drawer.ts'
import { room } from '../../../main/drawer/openDrawer.ts'
import { addPerson, newDrawerId, rememberCard } from '../../../main/household/household.ts'
import { drawerFolder } from '../../../main/household/householdSecret.ts'
import { announceDrawer, markUnowned } from '../../../main/household/unowned.ts'
import { createHeadKeeper } from '../../../main/ledger/keepHead.ts'
import type { Keychain } from '../../../main/ports.ts'
import type { SignerName } from '../../../practice/authorities.ts'
import type { CredentialSigner } from '../../../practice/issuing/sdJwt.ts'
import { at } from '../drawers.ts'
import { incomingInsurance, incomingLicence } from '../issued.ts'
import { enrolment } from '../portalTokens.ts'
import type { Kind, Said, Task, Write } from './said.ts'

export interface Tools {
  readonly task: Task
  readonly keychain: Keychain
  readonly say: (line: Said) => void
  readonly signer: (name: SignerName) => CredentialSigner
}

async function told<W extends Write>(
  { say }: Tools,
  write: W,
  work: () => Promise<Partial<W> | undefined>,
): Promise<W> {
  say({ asked: write })
  const done = { ...write, ...(await work()) }
  say({ done })
  return done
}
const without = async (work: Promise<unknown>): Promise<undefined> => {
  await work
  return undefined
}

const openDrawer = ({ task: { folder, realm, trust, recovery } }: Tools): Promise<Drawer> =>
  room.open({ folder, realm, trust, key: { kind: 'recovery', code: recovery.slice() } })
const cardSlot = ({ task }: Tools) => ({
  kind: 'card' as const,
  salt: new Uint8Array(randomBytes(32)),
  signature: new Uint8Array(randomBytes(256)),
  cardTag: randomBytes(32).toString('base64url'),
  householdSecret: task.householdSecret.slice(),
})
const entry = (party: string, outcome: NewLedgerEntry['outcome'] = 'started'): NewLedgerEntry => ({
  at,
  act: 'share',
  outcome,
  party,
  items: [],
})

/** None of them ends. */
export const acts: Readonly<Record<Kind, (tools: Tools) => Promise<never>>> = {
  async credentials(tools) {
    const drawer = await openDrawer(tools)
    const there = [...tools.task.credentials]
    const pki = { signer: tools.signer }
    for (;;) {
      if (there.length < 6) {
        const { ids } = await told(tools, { what: 'accept' } as Extract<Write, { what: 'accept' }>, async () => {
          const [one, two] = [await drawer.createKey(), await drawer.createKey()]
          const cards = await drawer.accept([incomingInsurance(pki, one), incomingLicence(pki, two)], at)
          return { ids: cards.map(({ id }) => id) }
        })
        there.push(...(ids ?? []))
      }
      const id = there.shift()
      if (id !== undefined)
        await told(tools, { what: 'remove', id }, () => without(drawer.remove(id as CredentialId, at)))
    }
  },

  async ledger(tools) {
    const drawer = await openDrawer(tools)
    for (;;) await recordAndFinish(tools, drawer)
  },

  async erasing(tools) {
    const drawer = await openDrawer(tools)
    const there = [...tools.task.entries]
    for (;;) {
      if (there.length < 2) there.push(await recordAndFinish(tools, drawer))
      const id = there.shift()
      if (id !== undefined) await told(tools, { what: 'erase', id }, () => without(drawer.eraseLedgerEntry(id, at)))
    }
  },

  async head(tools) {
    const { home } = tools.task
    const keeper = createHeadKeeper({ home, keychain: tools.keychain, now: () => new Date(at) })
    const drawer = keeper.keep(await openDrawer(tools))
    for (;;) {
      await recordAndFinish(tools, drawer)
      await keeper.read(drawer)
    }
  },

  async slots(tools) {
    const drawer = await openDrawer(tools)
    for (;;) {
      const { id = '' } = await told(tools, { what: 'addSlot' } as Extract<Write, { what: 'addSlot' }>, async () => {
        const { slots } = await drawer.addSlot(cardSlot(tools), at)
        return { id: slots.at(-1)?.id ?? '' }
      })
      await told(tools, { what: 'removeSlot', id }, () => without(drawer.removeSlot(id)))
    }
  },

  async tables(tools) {
    const { earlier, realm, trust, recovery } = tools.task
    for (const folder of earlier) {
      await told(tools, { what: 'tables', folder }, async () => {
        await room.open({ folder, realm, trust, key: { kind: 'recovery', code: recovery.slice() } })
        return undefined
      })
    }
    return waitForTheEnd()
  },

  async status(tools) {
    const drawer = await openDrawer(tools)
    const [id = ''] = tools.task.credentials
    for (let turn = 0; ; turn++) {
      const checkedAt = new Date(Date.parse(at) + (tools.task.round * 10_000 + turn) * 1000).toISOString()
      await told(tools, { what: 'status', id, checkedAt }, () =>
        without(drawer.recordStatus(id as CredentialId, { checkedAt, state: 'valid' })),
      )
    }
  },

  async enrolment(tools) {
    const drawer = await openDrawer(tools)
    for (let turn = 0; ; turn++) {
      const enrolled = enrolment(`PC ${tools.task.round} ${turn}`)
      const { origin, name } = enrolled
      await told(tools, { what: 'enrolment', name: null }, () =>
        without(drawer.beginEnrolment(origin, new Uint8Array(32).fill(turn))),
      )
      await told(tools, { what: 'enrolment', name }, () => without(drawer.finishEnrolment(enrolled)))
      if (turn % 3 === 2)
        await told(tools, { what: 'enrolment', name: null }, () => without(drawer.dropEnrolment(origin)))
    }
  },

  async nonce(tools) {
    const drawer = await openDrawer(tools)
    for (let turn = 0; ; turn++) {
      const nonce = `nonce ${tools.task.round} ${turn}`
      await told(tools, { what: 'nonce', nonce }, () => without(drawer.useNonce('client', nonce, at)))
    }
  },

  async backup(tools) {
    const drawer = await openDrawer(tools)
    const { backup: path } = tools.task
    for (;;) {
      await told(tools, { what: 'backup', path }, async () => {
        await drawer.beginBackup({ path, replace: true, colour: 'green', at })
        for (let ended = false; !ended; ) {
          const { done, total } = await drawer.writeBackup()
          ended = done === total
        }
        return undefined
      })
    }
  },

  async restore(tools) {
    const { task, keychain } = tools
    const { home, realm, trust, backup: path, recovery, round } = task
    for (let turn = 0; ; turn++) {
      const [drawerId, name] = [newDrawerId(), `復元 ${round} ${turn}`]
      await told(tools, { what: 'restore', drawerId, name }, async () => {
        const secret = { kind: 'recovery', code: recovery.slice() } as const
        const backup = await room.unlockBackup({ path, realm, secret, drawerId, at })
        const trial = join(home, 'restoring', `${process.pid}-${randomUUID()}`)
        await backup.unpack(trial)
        for (let ended = false; !ended; ) {
          const { done, total } = await backup.more()
          ended = done === total
        }
        await markUnowned(trial)
        const folder = drawerFolder(home, drawerId)
        await backup.restore({ folder, personName: name, trust, first: cardSlot(tools), at })
        await addPerson(home, keychain, { name, colour: 'green', drawerId })
        return undefined
      })
    }
  },

  async person(tools) {
    const { task, keychain } = tools
    const { home, realm, trust, recovery, round } = task
    for (let turn = 0; ; turn++) {
      const [drawerId, name] = [newDrawerId(), `架空 ${round} ${turn}`]
      await told(tools, { what: 'person', drawerId, name }, async () => {
        const folder = drawerFolder(home, drawerId)
        await announceDrawer(home, drawerId)
        const first = cardSlot(tools)
        await room.create({ folder, drawerId, realm, personName: name, trust, first, recovery: recovery.slice(), at })
        await addPerson(home, keychain, { name, colour: 'blue', drawerId })
        return undefined
      })
    }
  },

  async people(tools) {
    const { home, personId } = tools.task
    for (let turn = 0; ; turn++) {
      const tag = turn % 4 === 3 ? null : randomBytes(32).toString('base64url')
      await told(tools, { what: 'people', tag }, () =>
        without(rememberCard(home, tools.keychain, personId, tag ?? undefined)),
      )
    }
  },
}

async function recordAndFinish(tools: Tools, drawer: Drawer): Promise<string> {
  const { id = '' } = await told(tools, { what: 'record' } as Extract<Write, { what: 'record' }>, async () => ({
    id: await drawer.record(entry('A party '.repeat(40))),
  }))
  await told(tools, { what: 'finish', id }, () => without(drawer.finish(id, 'done')))
  return id
}

const waitForTheEnd = (): Promise<never> => new Promise(() => setInterval(() => undefined, 1000))
