// main/cli/tefuda.ts as a process: exit status, standard streams, descriptors and the terminal.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedWorld } from '../../practice/testWorld.ts'
import { codeFolder } from '../support/processes/codeCache.ts'

const program = fileURLToPath(new URL('../../main/cli/tefuda.ts', import.meta.url))
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-process-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Given {
  readonly input?: string
  /** What descriptor 3 reads. */
  readonly third?: number
  readonly command?: readonly string[]
}

function tefuda(words: readonly string[], { input = '', third, command = [process.execPath, program] }: Given = {}) {
  const [file = '', ...args] = command
  const child = spawn(file, [...args, ...words], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      TEFUDA_HOME: folder,
      LANG: 'en_US.UTF-8',
      NODE_COMPILE_CACHE: codeFolder,
    },
    stdio: ['pipe', 'pipe', 'pipe', third ?? 'ignore'],
  })
  const told = { out: '', err: '' }
  const { stdin, stdout, stderr } = child
  if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes')
  stdout.on('data', (bytes) => {
    told.out += bytes
  })
  stderr.on('data', (bytes) => {
    told.err += bytes
  })
  stdin.on('error', () => undefined)
  stdin.end(input)
  return new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, ...told }))
  })
}

describe('the process', () => {
  it('helps on standard output and ends with 0', async () => {
    const { status, out, err } = await tefuda(['--help'])
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('tefuda COMMAND')
  })

  it('ends with 2 for what it does not understand, saying so on standard error', async () => {
    const { status, out, err } = await tefuda(['lost'])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain('no command "lost"')
  })

  it('never repeats a secret that was put among the arguments', async () => {
    const { status, out, err } = await tefuda(['login', '--pin', '8642', '--json'])
    expect(status).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ ok: false, failure: { code: 'usage' } })
    expect(out + err).not.toContain('8642')
  })
})

describe('tefuda inspect', () => {
  it('says what a file is, who signed it and whether it is valid: 0 yes, 1 no, 2 not understood, 3 not readable', async () => {
    const world = await sharedWorld(() => new Date())
    const { certificate } = world.person('taro')?.authentication ?? {}
    if (certificate === undefined) throw new Error('taro has no certificate')
    const leaf = join(folder, 'leaf.der')
    const anchor = join(folder, 'anchor.pem')
    const garbage = join(folder, 'garbage')
    await writeFile(leaf, certificate)
    await writeFile(anchor, pem(world.authorities.jpkiAuthentication.certificate))
    await writeFile(garbage, 'nothing that anybody signed')

    const valid = await tefuda(['inspect', leaf, '--trust', anchor, '--json'])
    expect([valid.status, valid.err]).toEqual([0, ''])
    const told = JSON.parse(valid.out)
    expect(Object.keys(told)).toEqual(expect.arrayContaining(['kind', 'valid', 'claims', 'findings']))
    expect(told).toMatchObject({
      kind: 'x509',
      valid: true,
      claims: { sha256: createHash('sha256').update(certificate).digest('hex') },
    })
    for (const finding of told.findings) expect(finding).toMatchObject({ rule: expect.any(String), ok: true })

    const untrusted = await tefuda(['inspect', leaf, '--json'])
    expect([untrusted.status, JSON.parse(untrusted.out).valid]).toEqual([1, false])
    const later = await tefuda(['inspect', leaf, '--trust', anchor, '--at', '2060-01-01T00:00:00Z', '--json'])
    expect([later.status, JSON.parse(later.out).valid]).toEqual([1, false])
    const unknown = await tefuda(['inspect', garbage, '--json'])
    expect([unknown.status, JSON.parse(unknown.out).failure.code]).toEqual([2, 'file.notUnderstood'])
    const missing = await tefuda(['inspect', join(folder, 'missing'), '--json'])
    expect([missing.status, JSON.parse(missing.out).failure.code]).toEqual([3, 'file.unreadable'])
  })

  it('reads standard input as -', async () => {
    const { status, out } = await tefuda(['inspect', '-', '--json'], { input: 'nothing that anybody signed' })
    expect([status, JSON.parse(out).failure.code]).toEqual([2, 'file.notUnderstood'])
  })
})

describe('secrets', () => {
  /** Reads the first line of that descriptor as the command line does. */
  const reading = (descriptor: number): readonly string[] => [
    process.execPath,
    '--input-type=module',
    '--eval',
    `const { processTerminal } = await import(${JSON.stringify(fileURLToPath(new URL('../../main/cli/terminal.ts', import.meta.url)))})
     const line = await processTerminal.readLine(${descriptor}).catch((error) => ({ length: -1 }))
     console.log(line.length)`,
  ]

  it('come from a descriptor, first line only', async () => {
    const file = join(folder, 'secret')
    await writeFile(file, 'aozora\nsecond line')
    const handle = await open(file)
    const { out } = await tefuda([], { third: handle.fd, command: reading(3) })
    await handle.close()
    expect(out.trim()).toBe('6')
  })

  it('come from standard input', async () => {
    expect((await tefuda([], { input: '1234\r\nmore', command: reading(0) })).out.trim()).toBe('4')
  })

  it.each([3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 99])(
    'never wait for a descriptor that nobody handed over: %i',
    async (descriptor) => {
      expect((await tefuda([], { command: reading(descriptor) })).out.trim()).toBe('-1')
    },
  )

  it.runIf(process.platform === 'linux')('are asked at the terminal without being shown', async () => {
    const asking = `
      const { processTerminal } = await import(${JSON.stringify(fileURLToPath(new URL('../../main/cli/terminal.ts', import.meta.url)))})
      const secret = await processTerminal.ask('PIN: ', true)
      const name = await processTerminal.ask('Name: ', false)
      console.log('typed', secret.length, Buffer.from(name).toString())`
    const file = join(folder, 'asking.mjs')
    await writeFile(file, asking)
    // script(1) gives the program a terminal of its own; what it shows is what a person would see.
    const { out } = await tefuda([], {
      input: '9753\x7f1\rsakura\r',
      command: ['script', '--quiet', '--flush', '--return', '--command', `${process.execPath} ${file}`, '/dev/null'],
    })
    const shown = out.slice(out.indexOf('PIN: '))
    expect(shown).toContain('typed 4 sakura')
    expect(shown).not.toMatch(/9753|9751/)
    expect(shown).toContain('Name: sakura')
  })
})

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
