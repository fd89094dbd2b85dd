import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createDispatch } from '../dispatch.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { json } from '../problem.ts'
import { methodOf, open, type Route } from '../route.ts'
import { bodyOf, controlToken, logIn } from '../testPortal.ts'
import { clientTypes } from './clientTypes.ts'
import { describePortal } from './document.ts'
import { checkAgainst } from './validate.ts'
import { staleFiles } from './written.ts'

const portal = await portalOfFile()

/** Every operation of the document, for a table of tests. */
function operations() {
  return Object.entries(portal.document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

describe('the document', () => {
  it('is what lies in the repository, and so are the client types (npm run practice -- contract)', async () => {
    expect(await staleFiles(portal.document)).toEqual([])
  })

  it('is published by the portal itself', async () => {
    expect(await bodyOf(await portal.get('/openapi.json'))).toEqual(JSON.parse(JSON.stringify(portal.document)))
  })

  it('describes every operation by a sentence of its own', () => {
    const summaries = operations().map(({ operation }) => operation.summary)
    expect(summaries.every((summary) => summary.length > 8)).toBe(true)
    expect(new Set(summaries).size).toBe(summaries.length)
  })

  it('refers to nothing that is not in it', () => {
    const names = [...JSON.stringify(portal.document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name)
    expect(new Set(names)).toEqual(new Set(['#/components/schemas/Problem', '#/components/schemas/OAuthError']))
  })

  it('lets nobody ask a control resource without its token', async () => {
    for (const { method, path } of operations().filter(({ path }) => path.startsWith('/practice/'))) {
      const url = new URL(path.replaceAll(/\{\w+\}/g, 'x'), portal.origin)
      expect((await portal.fetch(new Request(url, { method }))).status, `${method} ${path}`).toBe(401)
    }
  })

  it('lets nobody ask a personal resource who is not logged in', async () => {
    const wanted = operations().filter(({ operation }) => JSON.stringify(operation.security).includes('session'))
    expect(wanted.length).toBeGreaterThan(4)
    for (const { method, path } of wanted) {
      const url = new URL(path.replaceAll(/\{\w+\}/g, 'x'), portal.origin)
      expect((await portal.fetch(new Request(url, { method }))).status, `${method} ${path}`).toBe(401)
    }
  })

  it('refuses at every resource a body that does not fit', async () => {
    const token = await logIn(portal, 'taro')
    let tried = 0
    for (const { method, path, operation } of operations()) {
      // Any answer of a wallet is read, to be judged by OpenID4VP's own rules.
      if (operation.requestBody === undefined || path.includes('/responses/')) continue
      const form = operation.requestBody.content['application/json'] === undefined
      const personal = JSON.stringify(operation.security).includes('session')
      const response = await portal.fetch(
        new Request(new URL(path.replaceAll(/\{\w+\}/g, 'x'), portal.origin), {
          method,
          headers: {
            authorization: `Bearer ${personal ? token : controlToken}`,
            'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
          },
          body: form ? 'wallet_nonce=%20%20' : '[]',
        }),
      )
      expect(response.status, `${method} ${path}`).toBe(400)
      tried += 1
    }
    expect(tried).toBeGreaterThan(25)
  })

  it('finds at every resource an answer that does not fit', async () => {
    const check = checkAgainst(portal.document)
    for (const { method, path, operation } of operations()) {
      for (const status of Object.keys(operation.responses).filter((one) => one !== 'default')) {
        const route = { method: methodOf(method), path, contract: { summary: '', answers: {} }, handle: () => json({}) }
        const name = `${method} ${path} ${status}`
        const text = new Response('"x"', {
          status: Number(status) === 204 ? 200 : Number(status),
          headers: { 'content-type': 'application/json' },
        })
        expect(await check.answer(route, text), name).toBeTypeOf('string')
        const other = new Response('x', { status: 299, headers: { 'content-type': 'text/plain' } })
        expect(await check.answer(route, other), name).toBe('status 299 is not described')
      }
    }
  })
})

describe('a request and an answer against the document', () => {
  const answering = (answer: () => Response): Route[] => [
    open('POST /things/:id', {
      summary: 'A thing',
      query: z.object({ colour: z.enum(['red', 'blue']).optional() }),
      body: z.strictObject({ name: z.string().max(5) }),
      answers: { 200: z.object({ size: z.int() }) },
      handle: answer,
    }),
  ]
  const ask = async (body: string, answer: () => Response, query = '') => {
    const faults = { strikes: () => undefined }
    const dispatch = createDispatch(
      { ...neverUsed(), faults: { ...faults, add() {}, list: () => [], clear() {}, strikesAnywhere: () => undefined } },
      answering(answer),
    )
    return dispatch.answer(new Request(`https://localhost/things/a${query}`, { method: 'POST', body }))
  }
  const good = () => json({ size: 3 })

  it('fits', async () => {
    expect(await bodyOf(await ask('{"name":"ab"}', good, '?colour=red'))).toEqual({ size: 3 })
  })

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a member too few', '{}'],
    ['a member too many', '{"name":"a","more":1}'],
    ['another kind', '{"name":1}'],
    ['too long', '{"name":"abcdef"}'],
  ])('is refused when it is %s', async (_, body) => {
    const response = await ask(body, good)
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ code: 'invalid_request' })
  })

  it('is refused for a query that does not fit', async () => {
    expect((await ask('{"name":"a"}', good, '?colour=green')).status).toBe(400)
  })

  it.each([
    ['a member is missing', () => json({})],
    ['a member is too many', () => json({ size: 1, more: 1 })],
    ['a member is of another kind', () => json({ size: '1' })],
    ['another status', () => json({ size: 1 }, 201)],
    ['another kind of content', () => new Response('3', { headers: { 'content-type': 'text/plain' } })],
  ])('does not leave the portal when %s', async (_, answer) => {
    const response = await ask('{"name":"a"}', answer)
    expect(response.status).toBe(500)
    expect(await bodyOf(response)).toMatchObject({ code: 'unexpected', detail: 'the answer does not fit the contract' })
  })

  it('becomes types of a client', () => {
    expect(clientTypes(describePortal(answering(good)))).toContain(
      `'POST /things/{id}': {\n    body: { readonly "name": string }\n    answer: { readonly "size": number }\n  }`,
    )
  })
})

function neverUsed() {
  return {
    world: portal.world,
    database: undefined as never,
    now: () => new Date(),
    origin: 'https://localhost',
    controlToken,
    dpopSecret: 'x',
    fetch: () => Promise.reject(new Error('nobody asks')),
  }
}
