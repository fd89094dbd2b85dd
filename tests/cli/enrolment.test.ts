// Logging in without the card, from the command line: this PC enrolled, used, and ended.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AtHome, atHome, reader } from './atHome.ts'

let home: AtHome
const byCard = () => ({ lines: { 0: home.pinOf('taro') } })
const byPassphrase = { lines: { 4: 'かえるがそらをとぶ七つの夜' } }
const opened = '--passphrase-fd 4'

beforeAll(async () => {
  home = await atHome()
  home.insert('taro')
  const added = await home.run('person add 太郎 --by card --pin-stdin', byCard())
  expect(added.status).toBe(0)
  const key = await home.run('key add passphrase --pin-stdin --new-passphrase-fd 4', {
    lines: { 0: home.pinOf('taro'), 4: byPassphrase.lines[4] },
  })
  expect(key.notes).toBe('')
})
afterAll(() => home.close())

describe('tefuda login --pc', () => {
  it('says that this PC is not enrolled, and asks for no card', async () => {
    home.readers.remove(reader)
    const { status, json } = await home.run(`login --pc ${opened} --json`, byPassphrase)
    expect([status, json.failure?.code]).toEqual([1, 'enrolment.none'])
    home.insert('taro')
  })

  it('logs in with the drawer open and no card in the reader, once the card has enrolled this PC', async () => {
    const { status, json } = await home.run('pc enrol 居間のPC --pin-stdin --json', byCard())
    expect([status, json['thisPc']]).toMatchObject([0, { name: '居間のPC' }])
    home.readers.remove(reader)
    const done = await home.run(`login --pc ${opened} --json`, byPassphrase)
    expect(done).toMatchObject({ status: 0, json: { session: { by: 'pc', name: '練習　太郎' } } })
    // Whatever speaks with the portal uses the enrolment too.
    const { out } = await home.run(`pc list ${opened} --lang ja`, byPassphrase)
    expect(out).toContain('居間のPC (このパソコン)  使えます')
  })

  it('is over when it is ended', async () => {
    const listed = await home.run(`pc list --pc ${opened} --json`, byPassphrase)
    const [device] = listed.json['atPortal'] as { id: string }[]
    expect((await home.run(`pc end ${device?.id} ${opened} --json`, byPassphrase)).json).toMatchObject({ ok: true })
    const { status, json } = await home.run(`login --pc ${opened} --json`, byPassphrase)
    expect([status, json.failure?.code]).toEqual([1, 'enrolment.none'])
  })

  it.each(['pc enrol', 'pc enrol a b', 'pc list a', 'pc end', `pc enrol ${'x'.repeat(41)}`, 'list --pc'])(
    'does not understand "%s"',
    async (words) => {
      expect((await home.run(words)).status).toBe(2)
    },
  )
})
