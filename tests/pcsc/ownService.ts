// A PC/SC service of its own, in namespaces of its own, that can be killed and given readers without disturbing anybody's.
// Tells by JSON lines what the wallet's adapter says of it; obeys JSON lines on standard input.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { thisMachine } from '../../main/adapters/machine.ts'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { selectApplication } from '../../main/card/applications.ts'
import { openChannel } from '../../main/card/channel.ts'
import { pins, triesLeft, verifyPin } from '../../main/card/pin.ts'
import { mend } from '../../main/doctor/doctor.ts'
import { examineCards } from '../../main/doctor/examineCards.ts'
import { fail, WalletError } from '../../main/failure.ts'
import type { ReadersState, Transmit } from '../../main/ports.ts'
import type { Fault } from '../../practice/card/practiceCard.ts'
import type { Order } from './cardHolder.ts'
import { converse, pathOf } from './hand.ts'

export type CardOrder = Omit<Extract<Order, { do: 'insert' }>, 'do'>

export type ServiceOrder =
  | 'start'
  | 'kill'
  | 'give a reader'
  | 'insert'
  | { readonly insert: CardOrder }
  | 'pull out'
  /** Of the practice person's card, whose tries live in this process alone. */
  | 'send a wrong PIN'
  | { readonly failAt: number; readonly fault: Fault }
  | 'have another program hold the card'
  | 'have a program of our own hold the card'
  | 'have it let go'
  | 'look'
  | 'kill while reading'
  | 'examine'
  | 'examine and kill'
  | 'examine and pull out'
  | 'have a system that starts services'
  | 'mend the service'
  | 'close'

const socket = '/run/pcscd/pcscd.comm'
const config = '/run/reader.conf.d'
const selectJpki = Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex'))
const say = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`)

mkdirSync(config, { recursive: true })
// In a process of its own: some of PC/SC's calls hold this one's only thread, and the card must answer meanwhile.
const hand = converse<Order>(process.execPath, [pathOf('cardHolder.ts')], {
  ...process.env,
  TEFUDA_PRACTICE: process.argv[2] ?? '',
})
const firstReader = 'Plugged Reader 00 00'
let service: ChildProcess | undefined
let other: ChildProcess | undefined
/** The authentication PIN of the card that was put in last. */
let rightPin = ''
let latest: ReadersState | undefined
const readers = pcscReaders({ serviceRetryMs: 200, busyLimitMs: 0 })

const examination = { readers, now: () => new Date(), machine: thisMachine('0.0.0') }

const orders: Record<Extract<ServiceOrder, string>, () => Promise<unknown>> = {
  async start() {
    rmSync('/run/pcscd', { recursive: true, force: true })
    service = spawn('pcscd', ['--foreground', '--config', config], { stdio: 'ignore' })
    while (!existsSync(socket)) await pause(20)
  },
  kill,
  /** From the next start on: this pcscd takes readers that are no USB device only when it starts. */
  async 'give a reader'() {
    writeFileSync(
      join(config, 'practice'),
      'FRIENDLYNAME "Plugged Reader"\nDEVICENAME /dev/null:0x8C7B\n' +
        'LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID 0x8C7B\n',
    )
  },
  insert: () => insert({ person: 'taro' }),
  async 'pull out'() {
    await hand.ask({ do: 'remove' })
    await seen(false)
  },
  'send a wrong PIN': () =>
    readers.withCard(firstReader, async (transmit) => {
      const exchange = openChannel(transmit)
      const access = { shortIds: true }
      await selectApplication(exchange, 'jpki')
      const shown = (await triesLeft(exchange, access, pins.authentication)) ?? 0
      const bytes = Uint8Array.from(Buffer.from(rightPin === '9999' ? '9998' : '9999'))
      await verifyPin(exchange, access, pins.authentication, { bytes, shown })
    }),
  /** A program that nobody here wrote, which waits for its next command with the card in its hands. */
  async 'have another program hold the card'() {
    other = spawn('opensc-explorer', ['--reader', '0'], { stdio: ['pipe', 'pipe', 'inherit'] })
    await new Promise((held) => other?.stdout?.once('data', held))
  },
  async 'have a program of our own hold the card'() {
    other = spawn(process.execPath, [pathOf('otherProgram.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
    const held = new Promise((resolve) => other?.stdout?.once('data', resolve))
    other.stdin?.write(`${JSON.stringify({ reader: firstReader })}\n`)
    await held
  },
  async 'have it let go'() {
    const ended = new Promise((done) => other?.once('exit', done))
    other?.stdin?.end('quit\n')
    await ended
    other = undefined
  },
  examine: () => examineCards(examination),
  async 'examine and kill'() {
    const [found] = await Promise.all([examineCards(examination), inTheMiddle().then(kill)])
    return found
  },
  async 'examine and pull out'() {
    const [found] = await Promise.all([examineCards(examination), inTheMiddle().then(() => hand.ask({ do: 'remove' }))])
    return found
  },
  /** systemd itself cannot run here; what it is asked to do is done by the real service. */
  async 'have a system that starts services'() {
    const folder = '/run/programs'
    mkdirSync('/run/systemd/system', { recursive: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'systemctl'),
      `#!/bin/sh\n[ "$1 $2" = "start pcscd.socket" ] || exit 0\n` +
        `rm -rf /run/pcscd; pcscd --foreground --config ${config} >/dev/null 2>&1 &\n` +
        `while [ ! -S ${socket} ]; do sleep 0.05; done\n`,
    )
    chmodSync(join(folder, 'systemctl'), 0o755)
    process.env['PATH'] = `${folder}:${process.env['PATH']}`
  },
  'mend the service': () =>
    mend('card.noService', {
      ...examination,
      fetch: async () => fail({ code: 'portal.unreachable' }),
      portal: () => fail({ code: 'portal.unreachable' }),
      keychain: { read: async () => undefined, write: async () => undefined, remove: async () => undefined },
      home: '/run/home',
    }),
  look: () => readers.withCard(firstReader, (transmit) => answerOf(transmit)),
  'kill while reading': () =>
    readers.withCard(firstReader, async (transmit) => {
      await hand.ask({ do: 'setDelay', milliseconds: 400 })
      const [answer] = await Promise.all([answerOf(transmit), pause(100).then(kill)])
      return answer
    }),
  async close() {
    other?.kill('SIGKILL')
    await readers.close()
    await kill()
    await hand.end()
  },
}

async function obey(order: ServiceOrder): Promise<unknown> {
  if (typeof order === 'string') return orders[order]()
  if ('insert' in order) return insert(order.insert)
  return void (await hand.ask({ do: 'failAt', command: order.failAt, fault: order.fault }))
}

async function insert(card: CardOrder): Promise<void> {
  const told = await hand.ask({ do: 'insert', ...card })
  rightPin = String((told['pins'] as Readonly<Record<string, string>>)['authentication'])
  await seen(true)
}

/** Waits until the service has noticed. */
async function seen(there: boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const first = latest?.service === 'up' ? latest.readers.find(({ id }) => id.endsWith(' 00 00')) : undefined
    if (first !== undefined && (first.card !== undefined) === there) return
    await pause(20)
  }
}

/** Resolves while the card is busy with a command of the look that has begun, however slow this machine is. */
async function inTheMiddle(): Promise<void> {
  const received = async () => Number((await hand.ask({ do: 'setDelay', milliseconds: 200 }))['received'])
  const before = await received()
  while ((await received()) < before + 2) await pause(10)
}

async function kill(): Promise<void> {
  const ended = new Promise((resolve) => service?.once('exit', resolve))
  if (service?.kill('SIGKILL') === true) await ended
  service = undefined
}

async function answerOf(transmit: Transmit): Promise<string> {
  return Buffer.from(await transmit(selectJpki)).toString('hex')
}

/** vpcd always brings two readers; the first is enough. */
function readersOf(state: Extract<ReadersState, { service: 'up' }>): [string, number][] {
  const first = state.readers.filter(({ id }) => id.endsWith(' 00 00'))
  return first.map(({ id, card: present }) => [id, present?.insertion ?? 0])
}

readers.watch((state) => {
  latest = state
  if (state.service === 'down') say({ service: 'down' })
  else say({ service: 'up', readers: readersOf(state) })
})
for await (const line of createInterface({ input: process.stdin })) {
  const result =
    (await obey(JSON.parse(line)).catch((error: unknown) => {
      return error instanceof WalletError ? error.failure : { error: String(error) }
    })) ?? null
  say({ done: JSON.parse(line), result })
}
process.exit(0)
