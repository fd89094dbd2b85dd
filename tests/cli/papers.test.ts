// Papers by command line: kept, read, verified, saved, fetched, removed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signedXml } from '../../practice/portal/documents/signedXml.ts'
import type { Paper } from '../../preload/shapes/papers.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)
const withPin = () => ({ lines: { 3: home.pinOf('taro') } })
const run = (words: string) => home.run(`${words} --json --pin-fd 3`, withPin())

beforeAll(async () => {
  home = await atHome()
  home.insert('taro')
  await home.run('person add 太郎 --by card --pin-fd 3', withPin())
  const facts: [string, string][] = [
    ['Realm', 'practice'],
    ['Title', '見本控除証明書'],
    ['Premium', '84000'],
  ]
  const xml = signedXml('Deduction', 'urn:tefuda:practice:deduction:1', facts, home.world.signers.credentialIssuer)
  writeFileSync(at('good.xml'), xml)
  writeFileSync(at('changed.xml'), Buffer.from(xml).toString('utf8').replace('84000', '94000'))
  writeFileSync(at('notes.txt'), 'hello')
})
afterAll(async () => {
  await home.close()
  folder.remove()
})

it('keeps files all or none, and says of each whether its signature holds', async () => {
  expect(await run(`paper import ${at('good.xml')} ${at('notes.txt')}`)).toMatchObject({
    status: 2,
    json: { failure: { code: 'paper.notUnderstood', name: 'notes.txt' } },
  })
  expect((await run('paper list')).json).toMatchObject({ papers: [] })
  const { json } = await run(`paper import ${at('good.xml')} ${at('changed.xml')}`)
  const [good = '', changed = ''] = (json['papers'] as Paper[]).map(({ id }) => id)
  expect(await run(`paper verify ${good}`)).toMatchObject({ status: 0, json: { valid: true } })
  const verified = await home.run(`paper verify ${changed} --lang en --pin-fd 3`, withPin())
  expect(verified).toMatchObject({ status: 1, out: expect.stringContaining('the signature does not hold') })
  const shown = await home.run(`paper show ${good} --lang en --pin-fd 3`, withPin())
  expect(shown.out).toContain('the signature holds, and its signer is on the list')
  expect(shown.out).toContain('Premium: 84000')
})

it('saves a paper as the file that it was, over none that is there', async () => {
  const { json } = await run('paper list')
  const id = (json['papers'] as Paper[]).find(({ source }) => source.name === 'good.xml')?.id ?? ''
  expect(await run(`paper export ${id} --out ${at('copy.xml')}`)).toMatchObject({ status: 0 })
  expect(readFileSync(at('copy.xml'))).toEqual(readFileSync(at('good.xml')))
  expect(await run(`paper export ${id} --out ${at('good.xml')}`)).toMatchObject({
    json: { failure: { code: 'file.exists' } },
  })
  expect(await run(`paper remove ${id}`)).toMatchObject({ status: 0 })
  expect(await run(`paper export ${id} --out ${at('gone.xml')}`)).toMatchObject({
    json: { failure: { code: 'paper.notFound' } },
  })
  expect(existsSync(at('gone.xml'))).toBe(false)
})

it('fetches records in a session of its own, and understands no others', async () => {
  expect(await run('paper fetch weather')).toMatchObject({ status: 2, json: { failure: { code: 'usage' } } })
  const fetched = await run('paper fetch drugs licence')
  expect(fetched).toMatchObject({
    status: 0,
    json: {
      records: [
        { record: 'drugs', state: 'new' },
        { record: 'licence', state: 'new' },
      ],
    },
  })
})
