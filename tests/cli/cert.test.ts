// The certificates of the card at the command line, and the guard: whose card it is is said by flags, and never silently.

import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sharedWorld } from '../../practice/testWorld.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { type AtHome, atHome } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
const folder = temporaryFolder()

/** 太郎 by his card, and 次 by passphrase, whose drawer knows no card. */
let home: AtHome
const signing = (id: string) => ({ lines: { 0: home.world.person(id)?.pins.signature ?? '', 4: passphrase } })
const login = (id: string) => ({ lines: { 0: home.pinOf(id), 4: passphrase } })

beforeAll(async () => {
  await sharedWorld(() => new Date())
  home = await atHome()
  home.insert('taro')
  await home.run('person add 太郎 --by card --pin-stdin', login('taro'))
  await home.run('person add 次 --by passphrase --passphrase-fd 4', login('taro'))
})
afterAll(async () => {
  await home.close()
  folder.remove()
})
beforeEach(() => void home.insert('taro'))

describe('tefuda cert', () => {
  it('lists what is open to everybody, and says that revocation is not checked', async () => {
    const { status, json } = await home.run('cert --json')
    expect(status).toBe(0)
    expect(json).toMatchObject({
      ok: true,
      revocation: 'not checked',
      certificates: [
        { role: 'authentication', verdict: 'valid' },
        { role: 'authenticationAuthority', verdict: 'valid' },
        { role: 'signatureAuthority', verdict: 'valid' },
      ],
    })
    expect((await home.run('cert list')).out).toContain('Revocation: not checked')
  })

  it('shows one as PEM that OpenSSL’s parser in Node reads, on standard output or in a new file', async () => {
    const own = home.world.person('taro')?.authentication?.certificate ?? expect.unreachable()
    const { out } = await home.run('cert show authentication --pem -')
    expect(Buffer.from(new X509Certificate(out).raw)).toEqual(Buffer.from(own))
    const file = join(folder.path, 'ca.pem')
    expect((await home.run(`cert show authentication-ca --pem ${file}`)).status).toBe(0)
    expect(new X509Certificate(await readFile(file)).ca).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = await home.run(`cert show authentication-ca --pem ${file} --json`)
    expect(again).toMatchObject({ status: 3, json: { failure: { code: 'file.exists' } } })
    const nowhere = await home.run(`cert show authentication-ca --pem ${join(folder.path, 'nowhere', 'x')} --json`)
    expect(nowhere).toMatchObject({ status: 3, json: { failure: { code: 'file.notWritten' } } })
  })

  it('opens the signing certificate by its PIN, without a drawer, and tells whom it names', async () => {
    const { status, json } = await home.run('cert show signature --pin-stdin --json', signing('taro'))
    expect([status, json]).toMatchObject([0, { ok: true, certificate: { holder: { name: '練習　太郎' } } }])
    const wrong = await home.run('cert show signature --pin-stdin --json', { lines: { 0: 'WRONG999' } })
    expect([wrong.status, wrong.json]).toMatchObject([1, { failure: { code: 'card.pinWrong', triesLeft: 4 } }])
  })

  it('answers no for an expired one, and cannot show what is not there', async () => {
    home.insert('ichiro')
    expect(await home.run('cert show authentication --json')).toMatchObject({
      status: 1,
      json: { ok: false, certificate: { verdict: 'expired' } },
    })
    home.insert('haruto')
    expect((await home.run('cert show signature --pin-stdin --json', signing('taro'))).json).toMatchObject({
      failure: { code: 'card.noCertificate' },
    })
    expect((await home.run('cert show something --json')).status).toBe(2)
  })

  it('keeps both in the drawer of the person whose card it is', async () => {
    const kept = await home.run('cert keep authentication --person 太郎 --pin-stdin --json', login('taro'))
    expect(kept.json).toMatchObject({ ok: true, credential: { kind: 'certificate' } })
  })
})

describe('the guard at the command line', () => {
  it('takes a card that the drawer does not know only with --my-card, and remembers it', async () => {
    home.insert('hanako')
    const words = 'login --person 次 --passphrase-fd 4 --pin-stdin --json'
    const asked = await home.run(words, login('hanako'))
    expect(asked.json).toEqual({ ok: false, failure: { code: 'card.unfamiliar', knows: false } })
    expect((await home.run('list --person 次 --passphrase-fd 4 --json', login('hanako'))).json['credentials']).toEqual(
      [],
    )
    const keep = 'cert keep signature --person 次 --passphrase-fd 4 --pin-stdin --json'
    expect((await home.run(keep, signing('hanako'))).json).toMatchObject({ failure: { code: 'card.unfamiliar' } })
    expect((await home.run(`${words} --my-card`, login('hanako'))).json).toMatchObject({ ok: true })
    expect((await home.run(words, login('hanako'))).json).toMatchObject({ ok: true })
    expect((await home.run(keep, signing('hanako'))).json).toMatchObject({ ok: true })
  })

  it('takes no other member’s card, whatever is said', async () => {
    const { json } = await home.run('login --person 次 --passphrase-fd 4 --pin-stdin --my-card --json', login('taro'))
    expect(json).toMatchObject({ failure: { code: 'card.otherPerson', personId: expect.any(String) } })
  })

  it('wants a phone’s person named, and compares after the PIN', async () => {
    home.insert('hanako', { token: 'iphone' })
    const words = 'login --person 次 --passphrase-fd 4 --pin-stdin --json'
    expect((await home.run(words, login('hanako'))).json).toMatchObject({ failure: { code: 'card.holderUnnamed' } })
    expect((await home.run(`${words} --whose 太郎`, login('hanako'))).json).toMatchObject({
      failure: { code: 'card.otherPerson' },
    })
    expect((await home.run(`${words} --whose 次`, login('hanako'))).json).toMatchObject({
      failure: { code: 'card.unfamiliar' },
    })
    expect((await home.run(`${words} --whose 次 --my-card`, login('hanako'))).json).toMatchObject({ ok: true })
    expect((await home.run(`${words} --whose nobody`, login('hanako'))).json).toMatchObject({
      failure: { code: 'person.notFound' },
    })
  })
})
