// The practice card before a client that nobody here wrote: OpenSC, over real PC/SC. OpenSSL judges its signatures.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from '../../practice/world.ts'

const program = join(import.meta.dirname, '..', '..', 'practice', 'cardCommand.ts')
/** Set by npm test: runs a command where the virtual readers can be reached. */
const network = process.env['TEFUDA_CARD_NETWORK']
if (network === undefined) throw new Error('start this through "npm test -- pcsc" or "node scripts/with.mjs"')

const folder = mkdtempSync(join(tmpdir(), 'tefuda-opensc-'))
// Its owner becomes whoever the card runs as; the world lies in it.
const home = mkdtempSync(join(tmpdir(), 'tefuda-opensc-home-'))
const data = join(folder, 'data')
let world: World
/** OpenSC tries two dozen other kinds of card first: once is proof enough that this one is not taken for any of them. */
let probing = false

beforeAll(async () => {
  writeFileSync(data, 'signed by the practice card')
  // Two at once on a new world: both must end up with the same people.
  const cards = await Promise.all([startCard('taro', 0), startCard('hanako', 1)])
  await Promise.all(cards.map(stopCard))
  world = await openWorld(join(home, 'practice-world'), () => new Date())
})
afterAll(() => {
  rmSync(folder, { recursive: true })
  rmSync(home, { recursive: true })
})

describe('OpenSC', () => {
  it('reads the card: objects, tries left, all four certificates', async () => {
    await withCards(['taro'], async () => {
      probing = true
      const dump = await tool('pkcs15-tool', '--reader', '0', '--dump')
      probing = false
      expect(dump).toContain('PKCS#15 Card [JPKI]')
      expect(dump).toMatch(/PIN \[User Authentication PIN\][\s\S]*?Tries left +: 3/)
      expect(dump).toMatch(/PIN \[Digital Signature PIN\][\s\S]*?Tries left +: 5/)
      for (const object of [
        'Private RSA Key [User Authentication Key]',
        'Private RSA Key [Digital Signature Key]',
        'X.509 Certificate [User Authentication Certificate]',
        'X.509 Certificate [Digital Signature Certificate]',
        'X.509 Certificate [User Authentication Certificate CA]',
        'X.509 Certificate [Digital Signature Certificate CA]',
      ])
        expect(dump).toContain(object)
      const { authentication, signature, pins } = personOf('taro')
      expect(await readCertificate('1')).toEqual(der(authentication?.certificate))
      expect(await readCertificate('3')).toEqual(der(world.authorities.jpkiAuthentication.certificate))
      expect(await readCertificate('4')).toEqual(der(world.authorities.jpkiSignature.certificate))
      const unlock = ['--auth-id', '02', '--verify-pin', '--pin', pins.signature ?? '']
      expect(await readCertificate('2', ...unlock)).toEqual(der(signature?.certificate))
    })
  })

  it('signs with both keys of two cards in two readers, and OpenSSL verifies against their certificates', async () => {
    await withCards(['taro', 'hanako'], async () => {
      for (const [reader, id] of ['taro', 'hanako'].entries()) {
        const { pins, authentication, signature } = personOf(id)
        const slot = reader * 2
        expect(await signAndVerify(slot, '01', pins.authentication, authentication?.certificate)).toContain(
          'Verified OK',
        )
        expect(await signAndVerify(slot + 1, '02', pins.signature, signature?.certificate)).toContain('Verified OK')
        // A signature of the one key says nothing about the other.
        expect(await verifies(`${slot}-01`, signature?.certificate)).toContain('Verification failure')
      }
    })
  })

  it('passes OpenSC’s own tests of a token, with both PINs', async () => {
    await withCards(['taro'], async () => {
      const { authentication = '', signature = '' } = personOf('taro').pins
      for (const [slot, pin] of [authentication, signature].entries()) {
        const said = await tool('pkcs11-tool', '--slot-index', `${slot}`, '--login', '--pin', pin, '--test')
        expect(said).toMatch(/testing signature mechanisms:[\s\S]*SHA256-RSA-PKCS: OK/)
        expect(said).toContain('No errors')
        expect(said).not.toMatch(/ERR|mismatch|failed/)
      }
    })
  })

  it('sends what the golden trace of a signature has, and the trace of it holds no PIN', async () => {
    const trace = join(home, 'trace')
    await withCards(['taro'], () => signAndVerify(1, '02', personOf('taro').pins.signature), ['--trace', trace])
    const lines = readFileSync(trace, 'utf8').trim().split('\n')
    const hidden = lines.map((line) => line.replace(/0420[0-9A-F]{64}00 < [0-9A-F]{512}9000/, '0420… < 9000'))
    expect(hidden.slice(-12)).toEqual([
      '> 00A4020C02001B < 9000',
      '> 00200080 < 63C5',
      '> 00A4020C02001B < 9000',
      '> 00200080 < 63C5',
      '> 00A4020C02001B < 9000',
      '> 0020008008**************** < 9000',
      '> 00A4020C02001B < 9000',
      '> 00200080 < 63C5',
      '> 00A4020C02001B < 9000',
      '> 0020008008**************** < 9000',
      '> 00A4020C02001A < 9000',
      '> 802A0080333031300D060960864801650304020105000420… < 9000',
    ])
    const pin = Buffer.from(personOf('taro').pins.signature ?? '')
      .toString('hex')
      .toUpperCase()
    expect(lines.join()).not.toContain(pin)
  })

  it('finds the card by its application, each earlier probe for another kind of card refused', async () => {
    const trace = join(home, 'probes')
    await withCards(['hanako'], async () => {
      probing = true
      const named = await tool('opensc-tool', '--reader', '0', '--name')
      probing = false
      expect(named).toContain('jpki')
    }, ['--trace', trace])
    const lines = readFileSync(trace, 'utf8').trim().split('\n')
    const found = lines.findIndex((line) => line.endsWith('D392F000260100000001 < 9000'))
    expect(found).toBeGreaterThan(15)
    for (const line of lines.slice(0, found)) expect(line).toMatch(/ < (6A82|6A88|6D00)$/)
  })

  it('knows the card by its answer to reset too, where it lies in a contact reader', async () => {
    await withCards(['taro'], async () => {
      probing = true
      const said = await tool('opensc-tool', '--reader', '0', '--atr', '--name')
      probing = false
      expect(said.toLowerCase()).toContain('3b:e0:00:ff:81:31:fe:45:14')
      expect(said).toContain('jpki')
      expect(await readCertificate('1')).toEqual(der(personOf('taro').authentication?.certificate))
    }, ['--contact'])
  })

  it('reads the tries left and the free authority of a phone, and its certificate after the PIN alone', async () => {
    await withCards(['taro'], async () => {
      expect(await tool('pkcs15-tool', '--reader', '0', '--list-pins')).toMatch(/Tries left +: 3/)
      expect(await readCertificate('3')).toEqual(der(world.authorities.jpkiAuthentication.certificate))
      expect(await readCertificate('1')).toHaveLength(0)
      const unlock = ['--auth-id', '01', '--verify-pin', '--pin', personOf('taro').pins.authentication ?? '']
      expect(await readCertificate('1', ...unlock)).toEqual(der(personOf('taro').phoneKeys?.authentication.certificate))
    }, ['--card', 'phone'])
  })

  it('does not take a driver’s licence for a card with certificates', async () => {
    await withCards(['hanako'], async () => {
      expect(await tool('pkcs15-tool', '--reader', '0', '--dump')).not.toContain('JPKI')
      expect((await tool('opensc-tool', '--reader', '0', '--atr')).toLowerCase()).toContain(
        '3b:88:80:01:00:00:00:00:33',
      )
    }, ['--card', 'licence'])
  })

  it('is told of a wrong PIN and of the tries left, down to the lock', async () => {
    await withCards(['haruto'], async () => {
      const login = () => tool('pkcs11-tool', '--slot-index', '0', '--login', '--pin', '0000', '-O')
      for (const left of [2, 1, 0]) {
        expect(await login()).toMatch(left === 0 ? /CKR_PIN_(INCORRECT|LOCKED)/ : /CKR_PIN_INCORRECT/)
        const pins = await tool('pkcs15-tool', '--reader', '0', '--list-pins')
        expect(pins).toMatch(new RegExp(`PIN \\[User Authentication PIN\\][\\s\\S]*?Tries left +: ${left}`))
      }
    })
  })

  it('reads the card of a child, which has no signing certificate', async () => {
    await withCards(['haruto'], async () => {
      expect(await readCertificate('1')).toEqual(der(personOf('haruto').authentication?.certificate))
      expect(await readCertificate('2')).toHaveLength(0)
    })
  })
})

describe('the practice card command', () => {
  it('tells whom it knows when it does not know the person', async () => {
    const { status, errors } = await outcome(['--person', 'nobody'])
    expect(status).toBe(2)
    for (const id of ['taro', 'hanako', 'sakura', 'haruto', 'ume', 'ichiro']) expect(errors).toContain(id)
    expect((await outcome([])).status).toBe(2)
    expect((await outcome(['--person', 'taro', '--reader', '2'])).status).toBe(2)
    expect(await outcome(['--person', 'taro', '--card', 'licence'])).toEqual({
      status: 2,
      errors: 'taro has: myNumber, phone\n',
    })
    expect((await outcome(['--person', 'taro', '--card', 'passport'])).errors).toContain('myNumber, licence, phone')
    expect((await outcome(['--person', 'hanako', '--card', 'licence', '--contact'])).status).toBe(2)
  })

  it('takes a name as well, says its PINs in one line of JSON, and leaves the reader empty', async () => {
    const card = await startCard('練習 さくら', 1)
    expect(card.line).toEqual({
      person: 'sakura',
      name: '練習　さくら',
      card: 'myNumber',
      reader: 1,
      pins: personOf('sakura').pins,
      pid: expect.any(Number),
    })
    expect(await tool('opensc-tool', '--list-readers')).toMatch(/1 +Yes.*00 01/)
    expect(await stopCard(card)).toBe(0)
    expect(await tool('opensc-tool', '--list-readers')).toMatch(/1 +No.*00 01/)
  })
})

interface RunningCard {
  readonly process: ChildProcess
  readonly line: unknown
  readonly ended: Promise<number | null>
}

function spawnCard(args: readonly string[]): ChildProcess {
  const { TEFUDA_PRACTICE: _, ...env } = process.env
  return spawn(network ?? '', [process.execPath, program, ...args], {
    env: { ...env, TEFUDA_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Resolves once the service has the card. */
async function startCard(person: string, reader: number, more: readonly string[] = []): Promise<RunningCard> {
  const options = ['--person', person, '--reader', `${reader}`, ...more]
  const child = spawnCard(options)
  let errors = ''
  child.stderr?.on('data', (text) => {
    errors += text
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (child.stdout === null) throw new Error('no output')
  const lines = createInterface({ input: child.stdout })
  const first = new Promise<string>((resolve) => lines.once('line', resolve))
  const line = await Promise.race([first, ended])
  if (typeof line !== 'string') throw new Error(`the card ended with ${line}: ${errors}`)
  return { process: child, line: JSON.parse(line), ended }
}

async function stopCard(card: RunningCard): Promise<number | null> {
  // The process that was started may be a wrapper; the card tells its own number.
  const { pid } = card.line as { pid: number }
  process.kill(pid, 'SIGTERM')
  return await card.ended
}

async function withCards(
  people: readonly string[],
  work: () => Promise<unknown>,
  more: readonly string[] = [],
): Promise<void> {
  const cards = await Promise.all(people.map((person, reader) => startCard(person, reader, more)))
  try {
    await work()
  } finally {
    await Promise.all(cards.map(stopCard))
  }
}

async function outcome(args: readonly string[]): Promise<{ status: number | null; errors: string }> {
  const child = spawnCard(args)
  let errors = ''
  child.stderr?.on('data', (text) => {
    errors += text
  })
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, errors }
}

/** Standard output and error together, whatever the exit status. */
async function tool(name: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(name, args)
  return stdout + stderr
}

async function run(name: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  try {
    const env = { ...process.env, HOME: folder, ...(probing ? {} : { OPENSC_DRIVER: 'jpki' }) }
    return await promisify(execFile)(name, [...args], { env, timeout: 30_000 })
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error && !('killed' in error && error.killed)) {
      return { stdout: String(error.stdout), stderr: String(error.stderr) }
    }
    throw error
  }
}

/** DER, or nothing when OpenSC printed no certificate. */
async function readCertificate(id: string, ...more: readonly string[]): Promise<Buffer> {
  const { stdout } = await run('pkcs15-tool', ['--reader', '0', '--read-certificate', id, ...more])
  return stdout.includes('BEGIN CERTIFICATE') ? der(new X509Certificate(stdout).raw) : Buffer.alloc(0)
}

async function signAndVerify(slot: number, id: string, pin?: string, certificate?: Uint8Array): Promise<string> {
  const signature = join(folder, `signature-${slot}-${id}`)
  const login = ['--slot-index', `${slot}`, '--login', '--pin', pin ?? '']
  const sign = ['--id', id, '--sign', '--mechanism', 'SHA256-RSA-PKCS', '-i', data, '-o', signature]
  const said = await tool('pkcs11-tool', ...login, ...sign)
  expect(said).toContain('SHA256-RSA-PKCS')
  return await verifies(`${slot}-${id}`, certificate ?? personOf('taro').signature?.certificate)
}

async function verifies(signature: string, certificate: Uint8Array | undefined): Promise<string> {
  const key = join(folder, 'public.pem')
  const pem = join(folder, 'certificate.pem')
  writeFileSync(pem, new X509Certificate(der(certificate)).toString())
  writeFileSync(key, (await run('openssl', ['x509', '-in', pem, '-noout', '-pubkey'])).stdout)
  return await tool(
    'openssl',
    'dgst',
    '-sha256',
    '-verify',
    key,
    '-signature',
    join(folder, `signature-${signature}`),
    data,
  )
}

function personOf(id: string) {
  const person = world.person(id)
  if (person === undefined) throw new Error(`the household has no ${id}`)
  return person
}

function der(bytes: Uint8Array | undefined): Buffer {
  return Buffer.from(bytes ?? [])
}
