// Signing as people run it: the practice card in a real PC/SC reader, files on the disk, and OpenSSL and Poppler as judges.
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pdfOf } from '../support/pdfs.ts'
import { type Hand, startHand } from './hand.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const asUser = ['/bin/sh', at('scripts/setup/asUser.sh'), '--die-with-parent', process.execPath] as const

let folder: string
let papers: string
let env: NodeJS.ProcessEnv
let hand: Hand
let pin: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-sign-'))
  // Whoever the ordinary user is must be able to come this far, and to write there.
  await chmod(folder, 0o755)
  papers = join(folder, 'papers')
  mkdirSync(papers)
  chmodSync(papers, 0o777)
  env = {
    ...process.env,
    TEFUDA_HOME: join(folder, 'home'),
    TEFUDA_PRACTICE: join(folder, 'world'),
    LANG: 'en_US.UTF-8',
  }
  writeFileSync(join(papers, 'contract.pdf'), pdfOf())
  writeFileSync(join(papers, 'letter.txt'), 'a practice letter\n')
  hand = startHand(env)
  const { pins } = await hand.ask({ do: 'insert', person: 'taro' })
  pin = (pins as { signature: string }).signature
})
afterAll(async () => {
  await hand.end()
  await rm(folder, { recursive: true })
})

function tefuda(words: string, input = ''): Promise<{ status: number | null; out: string }> {
  const [command, ...args] = asUser
  const child = spawn(command, [...args, at('main/cli/tefuda.ts'), ...words.split(' ')], { env, stdio: 'pipe' })
  let out = ''
  child.stdout.on('data', (bytes) => {
    out += bytes
  })
  child.stderr.resume()
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out })))
}

it('signs a PDF and a letter, whose signatures others accept, and leaves nothing else behind', async () => {
  const [contract, letter] = [join(papers, 'contract.pdf'), join(papers, 'letter.txt')]
  const signedPdf = join(papers, 'signed.pdf')
  const pdf = await tefuda(`sign ${contract} --form pades --out ${signedPdf} --pin-stdin --yes --json`, `${pin}\n`)
  expect(JSON.parse(pdf.out)).toMatchObject({ ok: true, signed: [{ savedAs: signedPdf, form: 'pades' }] })
  expect(execFileSync('pdfsig', ['-nocert', signedPdf], { encoding: 'utf8' })).toContain('Signature is Valid.')
  expect(JSON.parse((await tefuda(`verify ${signedPdf} --json`)).out)).toMatchObject({ valid: true })

  const signedLetter = join(papers, 'letter.p7m')
  const cms = await tefuda(`sign ${letter} --form cms --out ${signedLetter} --pin-stdin --yes --json`, `${pin}\n`)
  expect(cms.status).toBe(0)
  const words = ['cms', '-verify', '-inform', 'DER', '-binary', '-noverify', '-in', signedLetter]
  expect(execFileSync('openssl', words, { encoding: 'utf8', stdio: 'pipe' })).toBe('a practice letter\n')

  expect(readdirSync(papers).sort()).toEqual(['contract.pdf', 'letter.p7m', 'letter.txt', 'signed.pdf'])
  expect(statSync(signedPdf).mode & 0o077).toBe(0)
  expect(readFileSync(signedPdf).subarray(0, pdfOf().length)).toEqual(Buffer.from(pdfOf()))
})

it('a wrong PIN costs one try, and the right one gives it back', async () => {
  const words = `sign ${join(papers, 'contract.pdf')} --form adbe --out ${join(papers, 'other.pdf')} --pin-stdin --yes --json`
  const no = await tefuda(words, 'WRONG0000\n')
  expect([no.status, JSON.parse(no.out)]).toEqual([1, { ok: false, failure: { code: 'card.pinWrong', triesLeft: 4 } }])
  expect((await tefuda(words, `${pin}\n`)).status).toBe(0)
})
