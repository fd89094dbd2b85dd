// The packages of the operating system that a step needs, installed by apt when some are missing.
import { existsSync } from 'node:fs'
import { capture, mustRun } from './command.mjs'
import { isRoot, onPath } from './places.mjs'
import { SetupFailure, say } from './say.mjs'

/** Which packages, and what for. The names are Debian 12's. */
export const packagesFor = {
  /** npm's native packages and the database are compiled; archives are unpacked. */
  building: ['build-essential', 'python3', 'pkg-config', 'libpcsclite-dev', 'unzip', 'ca-certificates'],
  /** What npm's native packages load when they run: the keychain's and PC/SC's client libraries. */
  libraries: ['libsecret-1-0', 'libpcsclite1'],
  electron: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libnotify4', 'fonts-noto-cjk'],
  noDisplay: ['xvfb'],
  /** The PC/SC service with a reader made of software, in a network namespace; iproute2 switches its loopback on. */
  practiceReader: ['pcscd', 'vsmartcard-vpcd', 'iproute2'],
  keyring: ['dbus', 'gnome-keyring', 'libsecret-tools'],
  /** Programs that nobody here wrote: they check ours. */
  checking: [
    'opensc',
    'pcsc-tools',
    'openssl',
    'poppler-utils',
    'libnss3-tools',
    'chromium-headless-shell',
    'x11-utils',
    'python3-dbusmock',
    'systemd',
    'openbox',
    'strace',
  ],
}

/** @typedef {keyof typeof packagesFor} Need */

/**
 * Installs what is missing for the given needs.
 *
 * @param {readonly Need[]} needs
 */
export async function provideSystemPackages(needs) {
  const wanted = needs.flatMap((need) => packagesFor[need])
  if (!onPath('dpkg-query') || !onPath('apt-get')) {
    say(`this system has no apt; these must be there in some way: ${wanted.join(' ')}`)
    return
  }
  const missing = await missingPackages(wanted)
  if (missing.length === 0) return
  say(`missing from the system: ${missing.join(' ')}`)

  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing]
  const prefix = await rootPrefix()
  if (prefix === undefined) {
    const command = `apt-get update && ${install.join(' ')}`
    throw new SetupFailure(
      'the system packages',
      'installing them needs root, and sudo does not answer without a password',
      `run this one command, then run yours again:\n${onPath('sudo') ? `sudo sh -c '${command}'` : `su -c '${command}'`}`,
      3,
    )
  }
  say('installing them with apt')
  const context = {
    step: 'the system packages',
    remedy: `make Debian's package servers reachable, then try: ${install.join(' ')}`,
  }
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive']
  const options = ['-q', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300']
  const hadService = existsSync('/lib/systemd/system/pcscd.socket')
  const apt = async (/** @type {string[]} */ args) => {
    const [command = 'env', ...rest] = [...prefix, ...quiet, 'apt-get', ...options, ...args]
    await mustRun(context, command, rest)
  }
  await apt(['update'])
  await apt(install.slice(1))
  if (!hadService && missing.includes('pcscd')) await keepServiceOff(prefix)
}

/**
 * Debian starts the PC/SC service when it is installed, and again whenever the machine starts. With the software reader
 * beside it, it would listen on every address of the machine; the practice reader is started when it is needed instead.
 *
 * @param {readonly string[]} prefix
 */
async function keepServiceOff(prefix) {
  if (!existsSync('/run/systemd/system')) return
  const [command = 'env', ...rest] = [
    ...prefix,
    'env',
    'systemctl',
    'disable',
    '--now',
    'pcscd.socket',
    'pcscd.service',
  ]
  await capture(command, rest)
  say('pcscd is started when practice needs it; for a real card: systemctl enable --now pcscd.socket')
}

/** @param {readonly string[]} names */
async function missingPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const known = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names])
  const installed = new Set(
    known.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return names.filter((name) => !installed.has(name))
}

/**
 * What to put before a command so that root runs it: nothing for root, sudo when it asks no question.
 *
 * @returns {Promise<string[] | undefined>} undefined: there is no way
 */
export async function rootPrefix() {
  if (isRoot) return []
  if (!onPath('sudo')) return undefined
  const answered = await capture('sudo', ['-n', 'true'])
  return answered.code === 0 ? ['sudo', '-n'] : undefined
}
