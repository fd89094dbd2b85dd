// Signing and verifying by command line, with the practice card over memory readers.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { makeSigner, signed, stranger } from '../support/documentSigners.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { pdfOf, plainObjects, withText } from '../support/pdfs.ts'
import { type AtHome, atHome, reader } from './atHome.ts'

let home: AtHome
const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)
const out = at('out')
const signaturePin = (person = 'taro') => home.world.person(person)?.pins.signature ?? ''
const withPin = (person = 'taro') => ({ lines: { 3: signaturePin(person) } })
const sign = (words: string, typing = withPin()) => home.run(`sign ${words} --pin-fd 3 --json --yes`, typing)

beforeAll(async () => {
  await sharedWorld(() => new Date())
  home = await atHome()
  mkdirSync(out)
  writeFileSync(at('contract.pdf'), pdfOf())
  writeFileSync(at('second.pdf'), pdfOf(plainObjects, { form: 'packed' }))
  writeFileSync(at('letter.txt'), 'a practice letter\n')
})
afterAll(async () => {
  await home.close()
  folder.remove()
})
const insert = (person = 'taro', options: PracticeCardOptions = {}) => home.insert(person, options)
beforeEach(() => {
  home.questions.length = 0
  insert()
})

describe('tefuda sign', () => {
  for (const form of ['pades', 'adbe', 'cms'] as const)
    it(`makes what tefuda verify holds to be valid: ${form}`, async () => {
      const to = at(`signed-${form}`)
      const { status, json } = await sign(`${at('contract.pdf')} --form ${form} --out ${to}`)
      expect(json).toEqual({ ok: true, signed: [{ file: at('contract.pdf'), form, savedAs: to }] })
      expect(status).toBe(0)
      const verified = await home.run(`verify ${to} --json`)
      expect(verified.json).toMatchObject({
        kind: form === 'cms' ? 'cms' : 'pdf',
        valid: true,
        claims: { signatures: [{ form, state: 'valid', signer: { holder: { name: '練習　太郎' } } }] },
      })
      expect(verified.status).toBe(0)
      if (form !== 'cms') expect(readFileSync(to).subarray(0, pdfOf().length)).toEqual(Buffer.from(pdfOf()))
    })

  it('detached, verified beside what it was made over', async () => {
    await sign(`${at('letter.txt')} --form cms-detached --out ${at('letter.p7s')}`)
    expect(await home.run(`verify ${at('letter.p7s')} --content ${at('letter.txt')} --json`)).toMatchObject({
      status: 0,
      json: { valid: true },
    })
    expect(await home.run(`verify ${at('letter.p7s')} --json`)).toMatchObject({ status: 1, json: { valid: false } })
    expect(await home.run(`verify ${at('letter.p7s')} --content ${at('contract.pdf')} --json`)).toMatchObject({
      status: 1,
    })
  })

  it('several with one PIN entry, in a folder, and overwrites nothing', async () => {
    const card = insert()
    const before = card.triesLeft('signature')
    const words = `${at('contract.pdf')} ${at('second.pdf')} --form pades --out ${out}`
    const { json } = await sign(words)
    expect(json).toMatchObject({
      ok: true,
      signed: [{ savedAs: join(out, 'contract-signed.pdf') }, { savedAs: join(out, 'second-signed.pdf') }],
    })
    expect(card.triesLeft('signature')).toBe(before)
    const kept = readFileSync(join(out, 'contract-signed.pdf'))
    expect(await sign(words)).toMatchObject({ status: 3, json: { failure: { code: 'file.exists' } } })
    expect(readFileSync(join(out, 'contract-signed.pdf'))).toEqual(kept)
    expect(readdirSync(out)).toHaveLength(2)
  })

  it('tells what is signed and what that means, and asks', async () => {
    const words = `sign ${at('contract.pdf')} --form pades --out ${at('asked.pdf')} --pin-fd 3`
    const no = await home.run(words, { ...withPin(), typed: ['n'] })
    expect(no.status).toBe(1)
    expect(no.notes).toContain('registered seal (実印)')
    expect(no.notes).toContain(at('contract.pdf'))
    expect(existsSync(at('asked.pdf'))).toBe(false)
    expect((await home.run(words, { ...withPin(), typed: ['y'] })).status).toBe(0)
    expect(home.questions.map(({ hidden }) => hidden)).toEqual([false, false])
    // Nobody is there to be asked.
    expect((await home.run(words.replace('asked', 'unasked'), withPin())).status).toBe(2)
    expect(existsSync(at('unasked.pdf'))).toBe(false)
  })

  it('asks for the PIN without echo where none is given', async () => {
    const words = `sign ${at('contract.pdf')} --form pades --out ${at('typed.pdf')}`
    expect((await home.run(words, { typed: ['y', signaturePin().toLowerCase()] })).status).toBe(0)
    expect(home.questions.map(({ hidden }) => hidden)).toEqual([false, true])
  })

  it('refuses before the PIN is asked', async () => {
    writeFileSync(at('broken.pdf'), pdfOf().slice(0, -99))
    const card = insert()
    for (const [words, code, status] of [
      [`${at('letter.txt')} --form pades --out ${at('new')}`, 'document.notPdf', 2],
      [`${at('broken.pdf')} --form pades --out ${at('new')}`, 'document.broken', 2],
      [`${at('nowhere.pdf')} --form pades --out ${at('new')}`, 'file.unreadable', 3],
      [`${at('contract.pdf')} --form pades --out ${at('letter.txt')}`, 'file.exists', 3],
    ] as const)
      expect(await sign(words), words).toMatchObject({ status, json: { failure: { code } } })
    for (const words of [
      `${at('contract.pdf')} --form pades`,
      `${at('contract.pdf')} --form xades --out ${at('new')}`,
      `--form pades --out ${at('new')}`,
      `${at('contract.pdf')} ${at('second.pdf')} --form pades --out ${at('new')}`,
    ])
      expect((await sign(words)).status, words).toBe(2)
    expect(existsSync(at('new'))).toBe(false)
    expect(card.triesLeft('signature')).toBe(5)
  })

  it('spends one try on a wrong PIN, and leaves no file', async () => {
    const card = insert()
    const wrong = { lines: { 3: 'WRONG0000' } }
    const ended = await sign(`${at('contract.pdf')} --form pades --out ${at('new')}`, wrong)
    expect(ended).toMatchObject({ status: 1, json: { failure: { code: 'card.pinWrong', triesLeft: 4 } } })
    expect(card.triesLeft('signature')).toBe(4)
    expect(existsSync(at('new'))).toBe(false)
  })

  it('a child has no signing certificate', async () => {
    insert('haruto')
    const ended = await sign(`${at('contract.pdf')} --form pades --out ${at('new')}`, { lines: { 3: 'ABC123' } })
    expect(ended).toMatchObject({ status: 1, json: { failure: { code: 'card.noCertificate' } } })
  })

  it('leaves nothing where it may not write', async () => {
    if (process.getuid?.() === 0) return
    mkdirSync(at('closed'))
    chmodSync(at('closed'), 0o500)
    const ended = await sign(`${at('contract.pdf')} --form pades --out ${join(at('closed'), 'new.pdf')}`)
    expect(ended).toMatchObject({ status: 3, json: { failure: { code: 'file.notWritten' } } })
    expect(readdirSync(at('closed'))).toEqual([])
  })

  it('writes it down in an open drawer without any file’s name, and takes no card that the drawer does not know', async () => {
    const pin = { lines: { 0: home.pinOf('taro') } }
    const { json } = await home.run('person add 太郎 --by card --pin-stdin --json', pin)
    const lines = { 3: signaturePin(), 4: String(json['recoveryCode']) }
    const drawer = '--person 太郎 --by recovery --recovery-fd 4'
    const words = `${at('contract.pdf')} --form pades --out ${at('recorded.pdf')} ${drawer}`
    expect((await sign(words, { lines })).status).toBe(0)
    const { out: ledger } = await home.run(`ledger ${drawer} --json`, { lines })
    expect(ledger).toContain('1 document (PDF, PAdES)')
    expect(ledger).not.toContain('contract')
    const card = insert('hanako')
    const other = await sign(words.replace('recorded', 'other'), { lines: { ...lines, 3: signaturePin('hanako') } })
    expect(other).toMatchObject({ status: 1, json: { failure: { code: 'card.unfamiliar' } } })
    expect(card.triesLeft('signature')).toBe(5)
    expect(existsSync(at('other.pdf'))).toBe(false)
    // The drawer was opened without a card: its person may say that this one is theirs too.
    const said = await sign(`${words.replace('recorded', 'said')} --my-card`, {
      lines: { ...lines, 3: signaturePin('hanako') },
    })
    expect(said.status).toBe(0)
  })
})

describe('tefuda verify', () => {
  it('tells what does not hold, and why', async () => {
    await sign(`${at('contract.pdf')} --form pades --out ${at('whole.pdf')}`)
    writeFileSync(at('tampered.pdf'), withText(readFileSync(at('whole.pdf')), 'Pay 1000', 'Pay 9000'))
    const { status, json } = await home.run(`verify ${at('tampered.pdf')} --json`)
    expect(status).toBe(1)
    expect(json).toMatchObject({ kind: 'pdf', valid: false })
    expect(json['findings']).toContainEqual({
      rule: 'RFC 5652 11.2 message digest',
      ok: false,
      message: 'does not hold: the signed digest is that of the content',
    })
  })

  it('by the authorities that are given, and at another time', async () => {
    const foreign = makeSigner({ under: stranger })
    writeFileSync(at('foreign.pdf'), signed(pdfOf(), 'pades', foreign))
    const pem = Buffer.from(stranger.certificate).toString('base64')
    writeFileSync(at('trust.pem'), `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`)
    expect(await home.run(`verify ${at('foreign.pdf')} --json`)).toMatchObject({
      status: 1,
      json: { claims: { signatures: [{ state: 'notOnList' }] } },
    })
    expect((await home.run(`verify ${at('foreign.pdf')} --trust ${at('trust.pem')} --json`)).status).toBe(0)
    const later = `verify ${at('foreign.pdf')} --trust ${at('trust.pem')} --at 2036-01-01T00:00:00Z --json`
    expect(await home.run(later)).toMatchObject({
      status: 1,
      json: { claims: { signatures: [{ state: 'expired' }] } },
    })
  })

  it('0 valid, 1 not, 2 not understood, 3 not readable', async () => {
    expect(await home.run(`verify ${at('contract.pdf')} --json`)).toMatchObject({
      status: 1,
      json: { valid: false, findings: [{ message: 'not signed' }] },
    })
    expect((await home.run(`verify ${at('letter.txt')} --json`)).status).toBe(2)
    writeFileSync(at('broken.pdf'), pdfOf().slice(0, -99))
    expect((await home.run(`verify ${at('broken.pdf')} --json`)).status).toBe(2)
    expect((await home.run(`verify ${at('nowhere.pdf')} --json`)).status).toBe(3)
  })

  it('needs no card, and says it in words for people', async () => {
    await sign(`${at('contract.pdf')} --form adbe --out ${at('words.pdf')}`)
    home.readers.remove(reader)
    const said = await home.run(`verify ${at('words.pdf')} --lang ja`)
    expect(said.out).toContain('署名 1/1: 有効')
    expect(said.out).toContain('  署名した人: 練習　太郎')
  })

  it('tells as a claim what a certificate says that nobody on the list vouches for', async () => {
    writeFileSync(at('claim.pdf'), signed(pdfOf(), 'pades', makeSigner({ under: stranger })))
    const said = async (words: string) => (await home.run(`verify ${at('claim.pdf')} ${words}`)).out
    const ja = await said('--lang ja')
    expect(ja).toContain('  証明書に書いてある名前（確かめられません）: 架空 太郎')
    expect(ja).not.toContain('署名した人: 架空')
    expect(await said('--lang en')).toMatch(/The certificate says, and nothing confirms it, .*: 架空 太郎/)
    const known = await said(`--lang ja --trust ${at('trust.pem')}`)
    expect(known).toContain('  署名した人: 架空 太郎')
  })
})

it('tefuda inspect knows documents too', async () => {
  await sign(`${at('contract.pdf')} --form pades --out ${at('inspected.pdf')}`)
  const { status, json } = await home.run(`inspect ${at('inspected.pdf')} --json`)
  expect(status).toBe(1)
  expect(json).toMatchObject({ kind: 'pdf', valid: false, claims: { signatures: [{ form: 'pades' }] } })
  const anchor = Buffer.from(home.world.trust().jpki.signature[0] ?? []).toString('base64')
  writeFileSync(at('jpki.pem'), `-----BEGIN CERTIFICATE-----\n${anchor}\n-----END CERTIFICATE-----\n`)
  const known = await home.run(`inspect ${at('inspected.pdf')} --trust ${at('jpki.pem')} --json`)
  expect(known).toMatchObject({ status: 0, json: { kind: 'pdf', valid: true } })
})
