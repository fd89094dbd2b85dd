// This PC as the doctor sees it, told by the system's own files and programs; nothing here needs root.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { release } from 'node:os'
import { basename, join } from 'node:path'
import type { DriverFacts, Machine } from '../doctor/machine.ts'
import { osKeychain } from './osKeychain.ts'
import { secretServiceState } from './secretService.ts'

const linux = process.platform === 'linux'
/** Where distributions keep the drivers of pcsc-lite. */
const driverFolders = ['/usr/lib/pcsc/drivers', '/usr/lib64/pcsc/drivers', '/usr/local/lib/pcsc/drivers']
const serialReaders = '/etc/reader.conf.d'
/** A desktop's question for a password is answered in this time or not at all. */
const patienceMs = 120_000

/** @param version of Tefuda */
export function thisMachine(version: string): Machine {
  return {
    facts: {
      tefuda: version,
      system: `${process.platform} ${release()} ${process.arch}`,
      node: process.versions.node,
      electron: process.versions['electron'] ?? 'none',
    },
    cardService,
    driverOf: async (reader) => (linux ? driverOf(reader) : undefined),
    cardPrograms: async () => (linux ? cardPrograms() : []),
    canStartCardService: async () =>
      linux && existsSync('/run/systemd/system') && (await run('systemctl', ['cat', 'pcscd.socket'])).ok,
    // Without root systemctl has polkit ask the person; a refusal shows when the service is looked for again.
    startCardService: async () => void (await run('systemctl', ['start', 'pcscd.socket'], patienceMs)),
    async keychainState() {
      if (!linux) return 'other'
      const desktop = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
      return desktop && (await secretServiceState()) === 'locked' ? 'locked' : 'other'
    },
    async unlockKeychain() {
      // Storing something has libsecret unlock the default collection, which is when the desktop asks.
      const keychain = osKeychain({ timeoutMs: patienceMs })
      const name = `doctor-${randomUUID()}`
      await keychain
        .write(name, Uint8Array.of(1))
        .then(() => keychain.remove(name))
        .catch(() => undefined)
    },
  }
}

async function cardService(): Promise<DriverFacts | undefined> {
  if (process.platform === 'win32') return { name: 'SCardSvr', version: null }
  if (process.platform === 'darwin') return { name: 'com.apple.ctkpcscd', version: null }
  // Debian keeps it where ordinary users do not look for programs.
  const places = ['pcscd', '/usr/sbin/pcscd', '/usr/local/sbin/pcscd']
  for (const place of places) {
    const { output } = await run(place, ['--version'])
    const version = /pcsc-lite version (\d[\w.]*\w)/.exec(output)?.[1]
    if (version !== undefined) return { name: 'pcscd', version }
  }
  return undefined
}

/** By the names that a driver says it serves; of several the one that says most. */
async function driverOf(reader: string): Promise<DriverFacts | undefined> {
  const known = [...(await bundledDrivers()), ...(await serialDrivers())]
  const fitting = known.filter(({ friendly }) => reader.startsWith(friendly))
  return fitting.sort((one, other) => other.friendly.length - one.friendly.length)[0]?.driver
}

interface KnownDriver {
  /** How readers of it are called, before slot and serial number. */
  readonly friendly: string
  readonly driver: DriverFacts
}

/** `*.bundle/Contents/Info.plist` lists every reader's name (pcsc-lite, ifd-ccid). */
async function bundledDrivers(): Promise<KnownDriver[]> {
  const found: KnownDriver[] = []
  for (const folder of driverFolders) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith('.bundle')) continue
      const list = await readText(join(folder, name, 'Contents', 'Info.plist'))
      const version = /<key>CFBundle(?:ShortVersionString|Version)<\/key>\s*<string>([^<]{1,40})</.exec(list)?.[1]
      const driver = { name: basename(name, '.bundle'), version: version ?? null }
      const names = /<key>ifdFriendlyName<\/key>\s*<array>(.*?)<\/array>/s.exec(list)?.[1] ?? ''
      for (const [, friendly = ''] of names.matchAll(/<string>([^<]{1,200})<\/string>/g)) {
        if (friendly !== '') found.push({ friendly, driver })
      }
    }
  }
  return found
}

/** A file may describe several readers, each beginning with its name (reader.conf(5)). */
async function serialDrivers(): Promise<KnownDriver[]> {
  const found: KnownDriver[] = []
  for (const name of await readdir(serialReaders).catch(() => [])) {
    const text = await readText(join(serialReaders, name))
    for (const part of text.split(/^(?=FRIENDLYNAME)/m)) {
      const friendly = /^FRIENDLYNAME\s+"?([^"\n]{1,200})"?/.exec(part)?.[1]?.trim()
      const library = /^LIBPATH\s+(\S+)/m.exec(part)?.[1]
      if (friendly !== undefined && library !== undefined)
        found.push({ friendly, driver: { name: basename(library), version: null } })
    }
  }
  return found
}

/** Programs that have loaded pcsc-lite's library; of other accounts nothing can be seen. */
async function cardPrograms(): Promise<string[]> {
  const names = new Set<string>()
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '')
    if (maps.includes('libpcsclite.so')) names.add(await programName(pid))
  }
  names.delete('pcscd')
  return [...names].sort()
}

/** What the process calls itself; Node since 24 calls every program of it MainThread, and its file tells more. */
async function programName(pid: string): Promise<string> {
  const own = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
  if (own !== 'MainThread') return own
  const file = await readlink(`/proc/${pid}/exe`).catch(() => own)
  return basename(file.replace(/ \(deleted\)$/, ''))
}

/** @returns '' for what is not there or larger than such a file is */
async function readText(path: string): Promise<string> {
  const about = await stat(path).catch(() => undefined)
  if (about === undefined || about.size > 2_000_000) return ''
  return readFile(path, 'utf8').catch(() => '')
}

function run(program: string, words: readonly string[], timeout = 5_000): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(program, [...words], { timeout, killSignal: 'SIGKILL' }, (failed, output) =>
      resolve({ ok: failed === null, output }),
    )
  })
}
