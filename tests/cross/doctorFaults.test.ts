// Faults of disk, network and clock, made to happen: full and read-only disks are mounted, servers answer over real TLS.
import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { type Diagnosis, examine, mend } from '../../main/doctor/doctor.ts'
import { examinePortal } from '../../main/doctor/examinePortal.ts'
import { extendedKeyUsage, keyUsage, serverAuth, subjectAltName } from '../../practice/certificateExtensions.ts'
import { type Authority, issueCertificate, toPem } from '../../practice/issueCertificate.ts'
import { createMemoryReaders } from '../../practice/memoryReaders.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { newRoot } from '../support/organisations.ts'

const checkout = join(import.meta.dirname, '../..')
const examiner = join(import.meta.dirname, '../support/storeExaminer.ts')
const portalExaminer = join(import.meta.dirname, '../support/portalExaminer.ts')
const root = process.getuid?.() === 0
/** As an ordinary user mounts are made in a user namespace, where that user counts as root. */
const unshare = ['unshare', ...(root ? [] : ['--user', '--map-root-user']), '--mount', 'sh', '-c']

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/**
 * Root may write anywhere, so it runs the command as nobody; the checkout may lie in a folder that is closed to others and
 * is seen at a place of its own for that long.
 */
function asNobody(words: readonly string[]): readonly string[] {
  if (!root) return words
  const place = join(folder.path, 'checkout')
  mkdirSync(place, { recursive: true })
  const there = words.map((word) => (word.startsWith(`${checkout}/`) ? place + word.slice(checkout.length) : word))
  const steps = 'mount --bind "$1" "$2" && shift 2 && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"'
  return ['unshare', '--mount', 'sh', '-c', steps, 'sh', checkout, place, ...there]
}

/** Looks at `home` in a process of its own, after `prepare` has been done to that process's own mounts. */
async function lookAt(prepare: string): Promise<Diagnosis> {
  const [command = '', ...words] = unshare
  const script = `${prepare} && exec "$@"`
  const args = [...words, script, folder.path, process.execPath, examiner, join(folder.path, 'disk', 'home')]
  mkdirSync(join(folder.path, 'disk'), { recursive: true })
  return JSON.parse((await promisify(execFile)(command, args)).stdout)
}

describe('the doctor at the disk', () => {
  it('finds a disk that is full, and one that is nearly so', async () => {
    const mount = 'mount -t tmpfs -o size=256k tmpfs "$0/disk" && mkdir "$0/disk/home" && chmod 700 "$0/disk/home"'
    const nearly = await lookAt(mount)
    expect(nearly).toMatchObject({ ok: false, code: 'store.full', facts: { freeMb: 0 } })
    const full = await lookAt(`${mount} && { cat /dev/zero > "$0/disk/filler" 2>/dev/null || true; }`)
    expect(full).toMatchObject({ ok: false, code: 'store.full', facts: { error: 'ENOSPC' } })
  })

  it('finds a disk that can only be read', async () => {
    const mount = 'mount -t tmpfs tmpfs "$0/disk" && mkdir "$0/disk/home" && chmod 700 "$0/disk/home"'
    const found = await lookAt(`${mount} && mount -o remount,bind,ro "$0/disk"`)
    expect(found).toMatchObject({ ok: false, code: 'drawers.notWritable', facts: { error: 'EROFS' } })
  })

  it('finds a folder that others can look into, and closes it', async () => {
    const home = join(folder.path, 'home')
    mkdirSync(home)
    chmodSync(home, 0o755)
    const ports = { ...inOrder(), home }
    const before = await examine(ports)
    expect(before.find(({ code }) => code === 'drawers.open')).toMatchObject({
      ok: false,
      fix: { en: expect.stringContaining('permissions') },
    })
    const after = await mend('drawers.open', ports)
    expect(after.map(({ code }) => code)).toContain('drawers.writable')
    expect(statSync(home).mode & 0o777).toBe(0o700)
  })

  it('finds rights that were taken from an ordinary user’s own folder, and gives them back', async () => {
    const home = join(folder.path, 'home')
    mkdirSync(home)
    chmodSync(folder.path, 0o755)
    if (root) chownSync(home, 65534, 65534)
    chmodSync(home, 0o500)
    const ask = async (...more: string[]) => {
      const [command = '', ...words] = asNobody([process.execPath, examiner, home, ...more])
      return JSON.parse((await promisify(execFile)(command, words)).stdout)
    }
    expect(await ask()).toMatchObject({ ok: false, code: 'drawers.permissions', facts: { error: 'EACCES' } })
    expect(await ask('mend')).toMatchObject({ ok: true, code: 'drawers.writable' })
  })

  it('finds a file where the folder should be', async () => {
    writeFileSync(join(folder.path, 'file'), '')
    const found = await examine({ ...inOrder(), home: join(folder.path, 'file', 'home') })
    expect(found.map(({ code }) => code)).toContain('drawers.notWritable')
  })
})

describe('the doctor at the portal', () => {
  const servers: Server[] = []
  const ours = newRoot('練習 TLS', new Date())
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  })

  type Answer = (response: ServerResponse) => void
  const notFound: Answer = (response) => response.writeHead(404).end()

  async function serve(authority: Authority, answer: Answer = notFound): Promise<string> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const certificate = issueCertificate({
      subject: [['CN', 'localhost']],
      publicKey,
      issuer: { name: authority.name, privateKey: authority.privateKey },
      notBefore: new Date(Date.now() - 86_400_000),
      notAfter: new Date(Date.now() + 86_400_000),
      extensions: [keyUsage('digitalSignature'), extendedKeyUsage([serverAuth]), subjectAltName({ dns: 'localhost' })],
    })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
    const server = createServer({ key, cert: toPem(certificate) }, (_request, response) => answer(response))
    servers.push(server)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return `https://localhost:${(server.address() as AddressInfo).port}`
  }
  const fetch = createHttpsFetch({ loopback: true, ca: [toPem(ours.certificate)] })
  const look = async (origin: string) => {
    const found = await examinePortal(
      { fetch, now: () => new Date(), portal: () => ({ origin }) },
      AbortSignal.timeout(9_000),
    )
    return found.map(({ code }) => code)
  }

  it('finds it answering, with a clock that agrees', async () => {
    expect(await look(await serve(ours))).toEqual(['clock.right', 'portal.reachable'])
  })

  it.runIf(process.platform === 'linux')('finds that this PC’s clock is wrong, either way', async () => {
    const origin = await serve(ours)
    const library = join(folder.path, 'shiftedClock.so')
    const anchor = join(folder.path, 'anchor.pem')
    writeFileSync(anchor, toPem(ours.certificate))
    const source = join(import.meta.dirname, '../support/shiftedClock.c')
    await promisify(execFile)('cc', ['-shared', '-fPIC', '-O1', '-o', library, source])
    const lookWhenOff = async (seconds: number): Promise<Diagnosis[]> => {
      const env = { ...process.env, LD_PRELOAD: library, CLOCK_OFF_SECONDS: String(seconds) }
      const { stdout } = await promisify(execFile)(process.execPath, [portalExaminer, origin, anchor], { env })
      return JSON.parse(stdout)
    }
    for (const seconds of [3600, -3600]) {
      const [clock, portal] = await lookWhenOff(seconds)
      expect([clock?.code, clock?.ok, portal?.code]).toEqual(['clock.wrong', false, 'portal.reachable'])
      expect(Math.abs(Number(clock?.facts?.['offSeconds']) - seconds)).toBeLessThan(60)
    }
    const [right] = await lookWhenOff(0)
    expect(right?.code).toBe('clock.right')
    // So wrong that no certificate holds, and no answer can be compared with: the year alone tells.
    const [reset, refused] = await lookWhenOff(-20 * 365 * 86_400)
    expect([reset?.code, refused?.code]).toEqual(['clock.wrong', 'portal.untrusted'])
  })

  it('finds an answer that breaks the rules, but not one that sends elsewhere', async () => {
    const endless: Answer = (response) => response.writeHead(200).end(Buffer.alloc(2_000_000))
    expect(await look(await serve(ours, endless))).toEqual(['clock.unchecked', 'portal.badAnswer'])
    const elsewhere: Answer = (response) => response.writeHead(302, { location: '/login' }).end()
    expect(await look(await serve(ours, elsewhere))).toEqual(['clock.unchecked', 'portal.reachable'])
  })

  it('finds one whose certificate comes from somebody else', async () => {
    expect(await look(await serve(newRoot('よその TLS', new Date())))).toEqual(['clock.unchecked', 'portal.untrusted'])
  })

  it('finds nobody at that address, and starts the practice portal where it may', async () => {
    const gone = await serve(ours)
    for (const server of servers.splice(0)) server.close()
    expect(await look(gone)).toEqual(['clock.unchecked', 'portal.unreachable'])
    let origin = gone
    const ports = {
      ...inOrder(),
      fetch,
      home: folder.path,
      portal: () => ({ origin }),
      startPortal: async () => {
        origin = await serve(ours)
      },
    }
    const [before] = (await examine(ports)).filter(({ code }) => code === 'portal.unreachable')
    expect(before?.fix).toBeDefined()
    expect((await mend('portal.unreachable', ports)).map(({ code }) => code)).toContain('portal.reachable')
  })
})

const inOrder = () => ({
  readers: createMemoryReaders(['one']),
  keychain: memoryKeychain(),
  fetch: async () => new Response(''),
  now: () => new Date(),
  home: folder.path,
  portal: () => ({ origin: 'https://localhost:1' }),
})
