import { X509Certificate } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { authority, ca, good, otherCa, type Party, server, tlsServers } from '../../tests/support/tlsServers.ts'
import { WalletError } from '../failure.ts'
import { createHttpsFetch, type HttpsFetchOptions } from './httpsFetch.ts'
import { type KnownServer, spkiHash } from './serverIdentity.ts'

const { running, listen, serve } = tlsServers()
const practice = (options: Partial<HttpsFetchOptions> = {}) =>
  createHttpsFetch({ ca: [ca.certificate], loopback: true, ...options })

/** The failure, or the status when there is none. */
async function outcome(work: Promise<Response>): Promise<unknown> {
  try {
    return (await work).status
  } catch (error) {
    if (error instanceof WalletError) return error.failure
    throw error
  }
}

describe('the network adapter', () => {
  it('sends method, headers and body, and gives back status, headers and body', async () => {
    const origin = await serve((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        response.writeHead(201, { 'content-type': 'application/json', 'x-two': ['a', 'b'] })
        response.end(JSON.stringify({ method: request.method, accept: request.headers.accept, url: request.url, body }))
      })
    })
    const response = await practice()(
      new Request(`${origin}/a?b=c`, { method: 'POST', headers: { accept: 'text/x' }, body: 'ö' }),
    )
    expect(response.status).toBe(201)
    expect(response.headers.get('x-two')).toBe('a, b')
    expect(await response.json()).toEqual({ method: 'POST', accept: 'text/x', url: '/a?b=c', body: 'ö' })
  })

  it('gives back an answer without a body', async () => {
    const origin = await serve((_, response) => response.writeHead(204).end())
    const response = await practice()(new Request(origin))
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it('sends what follows at once over the same connection, and lets go of it a moment later', async () => {
    const connections = new Set<unknown>()
    let closed: Promise<void> | undefined
    const origin = await serve(({ socket }, response) => {
      connections.add(socket)
      closed ??= new Promise((resolve) => socket.once('close', () => resolve()))
      response.end('ok')
    })
    const fetch = practice()
    for (const body of ['one', 'two', 'three']) await fetch(new Request(origin, { method: 'POST', body }))
    expect(connections.size).toBe(1)
    await closed
    await fetch(new Request(origin))
    expect(connections.size).toBe(2)
  })

  it('begins anew after an answer that says that its connection is closed', async () => {
    const connections = new Set<unknown>()
    const origin = await serve(({ socket }, response) => {
      connections.add(socket)
      response.writeHead(200, { connection: 'close' }).end('ok')
    })
    const fetch = practice()
    for (const body of ['one', 'two'])
      expect((await fetch(new Request(origin, { method: 'POST', body }))).status).toBe(200)
    expect(connections.size).toBe(2)
  })

  it('believes the authorities and keys that a profile names for a server, and those alone', async () => {
    const origin = await serve((_, response) => response.end('yes'))
    const own = (known: Partial<KnownServer>) =>
      createHttpsFetch({
        ca: [otherCa.certificate],
        loopback: true,
        known: new Map([[origin, { ca: [], pins: [], ...known }]]),
      })(new Request(origin))
    const pin = (party: Party) => spkiHash(new X509Certificate(party.certificate))
    expect(await outcome(own({}))).toEqual({ code: 'portal.untrusted' })
    expect(await outcome(own({ ca: [ca.certificate] }))).toBe(200)
    expect(await outcome(own({ ca: [ca.certificate], pins: [pin(good)] }))).toBe(200)
    expect(await outcome(own({ ca: [ca.certificate], pins: [pin(otherCa), pin(ca)] }))).toBe(200)
    expect(await outcome(own({ ca: [ca.certificate], pins: [pin(otherCa)] }))).toEqual({ code: 'portal.untrusted' })
    // The right key does not mend an authority that is not believed, nor another name.
    expect(await outcome(own({ pins: [pin(good)] }))).toEqual({ code: 'portal.untrusted' })
    const elsewhere = await serve(
      (_, response) => response.end('yes'),
      server(ca, 'Test TLS root', { host: 'other.localhost' }),
    )
    const known = new Map([[elsewhere, { ca: [ca.certificate], pins: [pin(ca)] }]])
    expect(await outcome(createHttpsFetch({ loopback: true, known })(new Request(elsewhere)))).toEqual({
      code: 'portal.untrusted',
    })
  })

  it('outside practice believes no server of practice, whoever vouches for it', async () => {
    const practiceCa = authority('Tefuda practice (not real)')
    const party = server(practiceCa, 'Tefuda practice (not real)')
    const origin = await serve((_, response) => response.end('yes'), party)
    const ask = (refusesPractice: boolean) =>
      practice({ ca: [practiceCa.certificate], refusesPractice })(new Request(origin))
    expect(await outcome(ask(false))).toBe(200)
    expect(await outcome(ask(true))).toEqual({ code: 'portal.untrusted' })
    const ordinary = await serve((_, response) => response.end('yes'))
    expect(await outcome(practice({ refusesPractice: true })(new Request(ordinary)))).toBe(200)
  })

  it('resolves names of this machine by itself', async () => {
    const origin = await serve(
      (_, response) => response.end('yes'),
      server(ca, 'Test TLS root', { host: 'portal.practice.localhost' }),
    )
    const named = origin.replace('localhost', 'portal.practice.localhost')
    expect(await outcome(practice()(new Request(named)))).toBe(200)
  })

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    let asked = 0
    const origin = await serve((_, response) => {
      asked += 1
      response.writeHead(status, { location: '/elsewhere' }).end()
    })
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.badAnswer', detail: 'redirect' })
    const { status: told, headers } = await practice()(new Request(origin, { redirect: 'manual' }))
    expect([told, headers.get('location'), asked]).toEqual([status, '/elsewhere', 2])
  })

  it('refuses an answer that announces too much, before reading it', async () => {
    const origin = await serve((_, response) => response.writeHead(200, { 'content-length': 2_000_000 }).write('x'))
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.badAnswer', detail: 'size' })
  })

  it('stops reading an answer that grows too large, or never ends', async () => {
    const origin = await serve((_, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', more)
      }
      more()
    })
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.badAnswer', detail: 'size' })
  })

  it('takes an answer of just the limit', async () => {
    const origin = await serve((_, response) => response.end(Buffer.alloc(1000)))
    expect(await outcome(practice({ maxBytes: 1000 })(new Request(origin)))).toBe(200)
    expect(await outcome(practice({ maxBytes: 999 })(new Request(origin)))).toEqual({
      code: 'portal.badAnswer',
      detail: 'size',
    })
  })

  it('ends an endless drip that is never idle', async () => {
    const origin = await serve((_, response) => {
      const drip = setInterval(() => response.write('.'), 10)
      response.on('close', () => clearInterval(drip))
    })
    const fetch = practice({ timeoutMs: 1_000, idleMs: 800 })
    expect(await outcome(fetch(new Request(origin)))).toEqual({ code: 'portal.badAnswer', detail: 'time' })
  })

  it('gives up on an answer that stands still, and on one that never begins', async () => {
    const still = await serve((_, response) => response.writeHead(200, { 'content-length': 10 }).write('x'))
    const silent = await serve(() => undefined)
    const fetch = practice({ timeoutMs: 10_000, idleMs: 500 })
    expect(await outcome(fetch(new Request(still)))).toEqual({ code: 'portal.badAnswer', detail: 'time' })
    expect(await outcome(fetch(new Request(silent)))).toEqual({ code: 'portal.unreachable' })
  })

  it('gives up on a server that accepts and says nothing, TLS included', async () => {
    const origin = await listen(createTcpServer((socket) => socket.on('error', () => undefined).resume()))
    expect(await outcome(practice({ idleMs: 80 })(new Request(origin)))).toEqual({ code: 'portal.unreachable' })
  })

  it('notices an answer that is cut short', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => response.socket?.destroy())
    })
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.badAnswer', detail: 'cut short' })
  })

  it('notices a connection that is reset before an answer', async () => {
    const origin = await serve((request) => request.socket.destroy())
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.unreachable' })
  })

  it('refuses packed answers, which it never asked for', async () => {
    const origin = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'))
    expect(await outcome(practice()(new Request(origin)))).toEqual({
      code: 'portal.badAnswer',
      detail: 'content encoding',
    })
  })

  it('does not take what is not HTTP', async () => {
    const origin = await serve((request) => request.socket.end('SSH-2.0-nonsense\r\n\r\n'))
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.badAnswer', detail: 'not HTTP' })
  })

  it('says unreachable where nobody listens', async () => {
    const origin = await serve((_, response) => response.end())
    await new Promise((resolve) => running.splice(0)[0]?.close(resolve))
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.unreachable' })
  })

  it('believes no other authority, no other name, no certificate that has ended, no plain server', async () => {
    const fetch = practice()
    const foreign = await serve((_, response) => response.end(), server(otherCa, 'Other TLS root'))
    const misnamed = await serve(
      (_, response) => response.end(),
      server(ca, 'Test TLS root', { host: 'example.invalid' }),
    )
    const ended = await serve((_, response) => response.end(), server(ca, 'Test TLS root', { ended: true }))
    const plain = await listen(createHttpServer((_, response) => response.end()))
    for (const origin of [foreign, misnamed, ended, plain]) {
      expect(await outcome(fetch(new Request(origin)))).toEqual({ code: 'portal.untrusted' })
    }
  })

  it('does not let a practice authority speak through the system list', async () => {
    const origin = await serve((_, response) => response.end())
    expect(await outcome(createHttpsFetch({ loopback: true })(new Request(origin)))).toEqual({
      code: 'portal.untrusted',
    })
  })

  it('refuses TLS before 1.2', async () => {
    const origin = await serve((_, response) => response.end(), good, {
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    expect(await outcome(practice()(new Request(origin)))).toEqual({ code: 'portal.untrusted' })
  })

  it('sends nothing over plain http', async () => {
    let asked = 0
    const origin = await listen(createHttpServer((_, response) => response.end(String(++asked))))
    expect(await outcome(practice()(new Request(origin.replace('https', 'http'))))).toEqual({
      code: 'portal.badAnswer',
      detail: 'not https',
    })
    expect(asked).toBe(0)
  })

  it('ends when the request is cancelled, before and during', async () => {
    const origin = await serve(() => undefined)
    const controller = new AbortController()
    const running = outcome(practice()(new Request(origin, { signal: controller.signal })))
    setTimeout(() => controller.abort(), 30)
    expect(await running).toEqual({ code: 'app.cancelled' })
    expect(await outcome(practice()(new Request(origin, { signal: controller.signal })))).toEqual({
      code: 'app.cancelled',
    })
  })
})

describe('which addresses it speaks with', () => {
  const refused = { code: 'portal.badAnswer', detail: 'address' }

  it('never connects a real realm to this machine or its network, by address or by name', async () => {
    let asked = 0
    const origin = await serve((_, response) => response.end(String(++asked)))
    const port = new URL(origin).port
    const rebound = createHttpsFetch({
      ca: [ca.certificate],
      loopback: false,
      resolve: (_, __, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    for (const host of [
      'localhost',
      'portal.localhost',
      '127.0.0.1',
      '[::1]',
      '127.1',
      '0x7f000001',
      '[::ffff:127.0.0.1]',
      'portal.example',
    ]) {
      expect(await outcome(rebound(new Request(`https://${host}:${port}`))), host).toEqual(refused)
    }
    expect(asked).toBe(0)
  })

  it('refuses a name when one of its addresses is private', async () => {
    const fetch = createHttpsFetch({
      loopback: false,
      resolve: (_, __, done) =>
        done(null, [
          { address: '203.0.112.1', family: 4 },
          { address: '10.0.0.7', family: 4 },
        ]),
    })
    expect(await outcome(fetch(new Request('https://portal.example')))).toEqual(refused)
  })

  it('connects a practice realm to nothing but this machine', async () => {
    const fetch = practice({ resolve: (_, __, done) => done(null, [{ address: '93.184.215.14', family: 4 }]) })
    for (const host of ['portal.example', '93.184.215.14', '10.0.0.1', '[2606:2800::1]']) {
      expect(await outcome(fetch(new Request(`https://${host}`))), host).toEqual(refused)
    }
  })

  it('says unreachable for a name that nobody knows', async () => {
    const fetch = createHttpsFetch({
      loopback: false,
      resolve: (_, __, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
    })
    expect(await outcome(fetch(new Request('https://portal.example')))).toEqual({ code: 'portal.unreachable' })
  })
})
