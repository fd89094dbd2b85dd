import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fetch } from '../../main/ports.ts'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { openWorld } from '../world.ts'
import { portalControl } from './portalControl.ts'
import { findPortal, PortalRuns, type RunningPortal, runningPortal } from './runningPortal.ts'
import { startPortal } from './startPortal.ts'
import { bearer, logIn, openRequest, presentAll, reachPortal, receive, sendAnswer } from './testPortal.ts'

let folder: string
let own: TestWorld
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

beforeAll(async () => {
  own = await testWorld()
  folder = own.folder
})
afterAll(async () => {
  await own.end()
})

/** fetch over real TLS that believes the practice CA alone. */
async function fetchFor({ caFile }: RunningPortal): Promise<Fetch> {
  const ca = await readFile(caFile, 'utf8')
  return async (request) => {
    const body = Buffer.from(await request.arrayBuffer())
    return new Promise((resolve, reject) => {
      const sent = httpsRequest(
        request.url,
        { ca, method: request.method, headers: Object.fromEntries(request.headers), agent: false },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => resolve(new Response(Buffer.concat(parts), { status: answer.statusCode ?? 0 })))
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

describe('the server', () => {
  it('serves over TLS with a certificate of the practice CA, and only one portal for a folder', async () => {
    const { running, stop } = await startPortal({ folder })
    try {
      const fetch = await fetchFor(running)
      expect(await (await fetch(new Request(`${running.origin}/`))).text()).toContain('練習')
      const control = portalControl(fetch, running.origin, running.token)
      const made = await control.requestFrom('clinic')
      expect((await control.outcomeOf(made.id)).state).toBe('pending')
      expect(await findPortal(folder)).toEqual(running)
      expect((await stat(join(folder, 'portal.json'))).mode & 0o777).toBe(0o600)
      await expect(startPortal({ folder })).rejects.toThrow(PortalRuns)
      await expect(portalControl(fetch, running.origin, 'wrong').issued()).rejects.toThrow('401')
    } finally {
      await stop()
    }
    expect(await findPortal(folder)).toBeUndefined()
  })

  it('carries a log-in, two credentials and two presentations', async () => {
    const { running, stop } = await startPortal({ folder })
    try {
      const now = () => new Date()
      const world = await openWorld(folder, now)
      const portal = reachPortal(world, running.origin, running.token, await fetchFor(running), now)
      const token = await logIn(portal, 'taro')
      const inbox = await portal.get('/api/offers/v1', bearer(token))
      expect(await inbox.json()).toHaveLength(2)
      const insurance = { held: await receive(portal, 'taro', 'health-insurance'), paths: [['name'], ['birth_date']] }
      const licence = {
        held: await receive(portal, 'taro', 'licence'),
        paths: ['driving_privileges', 'age_over_20'].map((name) => ['org.iso.18013.5.1', name]),
      }
      for (const [verifier, presentations] of [
        ['portal', { insurance }],
        ['rental', { licence }],
      ] as const) {
        const { id, request: link } = await portal.control.requestFrom(verifier, { person: 'taro' })
        const request = await openRequest(portal, link)
        const vp_token = await presentAll(portal, request, presentations)
        expect((await sendAnswer(portal, request, { vp_token, state: request.state })).status).toBe(200)
        expect(await portal.control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
      }
    } finally {
      await stop()
    }
  })

  it('keeps its port and what it knows when it is started anew, and takes a new token', async () => {
    const first = await startPortal({ folder })
    const made = await portalControl(
      await fetchFor(first.running),
      first.running.origin,
      first.running.token,
    ).requestFrom('rental')
    await first.stop()
    const second = await startPortal({ folder })
    try {
      expect(second.running.origin).toBe(first.running.origin)
      expect(second.running.token).not.toBe(first.running.token)
      const control = portalControl(await fetchFor(second.running), second.running.origin, second.running.token)
      expect(await control.outcomeOf(made.id)).toMatchObject({ verifier: 'rental', state: 'pending' })
    } finally {
      await second.stop()
    }
  })

  it('comes back to the port that was asked for first', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tefuda-serve-'))
    try {
      const probe = createServer().listen(0, '127.0.0.1')
      await once(probe, 'listening')
      const { port } = probe.address() as { port: number }
      probe.close()
      await once(probe, 'close')
      for (const asked of [port, undefined]) {
        const { running, stop } = await startPortal({ folder: other, port: asked })
        expect(running.origin).toBe(`https://localhost:${port}`)
        await stop()
      }
    } finally {
      await rm(other, { recursive: true, force: true })
    }
  })

  it('takes another port while its own is taken, and comes back to it', async () => {
    const { running, stop } = await startPortal({ folder })
    await stop()
    const other = createServer().listen(Number(new URL(running.origin).port), '127.0.0.1')
    await once(other, 'listening')
    const meanwhile = await startPortal({ folder })
    expect(meanwhile.running.origin).not.toBe(running.origin)
    await meanwhile.stop()
    other.close()
    await once(other, 'close')
    const back = await startPortal({ folder })
    expect(back.running.origin).toBe(running.origin)
    await back.stop()
  })

  it('shows the certificate of another CA when it is told to, once', async () => {
    const { running, stop } = await startPortal({ folder })
    try {
      const fetch = await fetchFor(running)
      await portalControl(fetch, running.origin, running.token).addFault({ kind: 'other_ca' })
      await expect(fetch(new Request(`${running.origin}/`))).rejects.toThrow(/certificate|signature/)
      expect((await fetch(new Request(`${running.origin}/`))).status).toBe(200)
    } finally {
      await stop()
    }
  })

  it('answers to its own name only, and bounds what is sent', async () => {
    const { running, stop } = await startPortal({ folder })
    try {
      const ca = await readFile(running.caFile, 'utf8')
      const headers = { host: 'portal.example.com' }
      const status = await new Promise((resolve, reject) => {
        httpsRequest(running.origin, { ca, agent: false, servername: 'localhost', headers }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
          .on('error', reject)
          .end()
      })
      expect(status).toBe(421)
      const fetch = await fetchFor(running)
      const large = new Request(`${running.origin}/issuer/token`, { method: 'POST', body: 'x'.repeat(1_600_000) })
      // The connection may be gone before the answer was read.
      const answered = await fetch(large).then(
        (response) => response.status,
        () => 413,
      )
      expect(answered).toBe(413)
    } finally {
      await stop()
    }
  })

  it('speaks no plain HTTP', async () => {
    const { running, stop } = await startPortal({ folder })
    try {
      const plain = new Promise((resolve, reject) => {
        httpRequest(running.origin.replace('https', 'http'), resolve).on('error', reject).end()
      })
      await expect(plain).rejects.toThrow()
    } finally {
      await stop()
    }
  })
})

describe('the command', () => {
  function run(...more: string[]): ChildProcess {
    return spawn(process.execPath, [here('portalCommand.ts'), ...more], {
      env: { ...process.env, TEFUDA_PRACTICE: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  async function firstLine(child: ChildProcess): Promise<string> {
    if (child.stdout === null) throw new Error('no output')
    for await (const line of createInterface({ input: child.stdout })) return line
    return ''
  }

  it('tells in its first line where it is, refuses a second one, and ends cleanly', async () => {
    const child = run()
    const running = runningPortal.parse(JSON.parse(await firstLine(child)))
    expect(running.pid).toBe(child.pid)
    expect((await (await fetchFor(running))(new Request(`${running.origin}/`))).status).toBe(200)

    const second = run()
    let said = ''
    second.stderr?.on('data', (part: Buffer) => {
      said += part.toString()
    })
    const [code] = await once(second, 'exit')
    expect(code).toBe(3)
    expect(said).toContain(`runs already for this folder: ${running.origin}`)

    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(0)
    expect(await findPortal(folder)).toBeUndefined()
  })

  it('takes over from one that was killed', async () => {
    const child = run()
    const { origin } = runningPortal.parse(JSON.parse(await firstLine(child)))
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await findPortal(folder))?.origin).toBe(origin)
    const { running, stop } = await startPortal({ folder })
    expect(running.origin).toBe(origin)
    await stop()
  })

  it.each([['--port'], ['--port', 'x'], ['--port', '80'], ['--prot', '8443']])(
    'does not understand %s %s',
    async (...args) => {
      expect((await once(run(...args), 'exit'))[0]).toBe(2)
    },
  )
})

describe('the process', () => {
  it('starts and stops on order and tells of it', async () => {
    const child = fork(here('portalProcess.ts'), { execArgv: [] })
    const news = async () => (await once(child, 'message'))[0] as Record<string, unknown>
    child.send({ kind: 'start', folder })
    const ready = await news()
    expect(ready['kind']).toBe('ready')
    const running = runningPortal.parse(ready)
    expect((await (await fetchFor(running))(new Request(`${running.origin}/`))).status).toBe(200)

    const other = fork(here('portalProcess.ts'), { execArgv: [] })
    const otherNews = once(other, 'message')
    other.send({ kind: 'start', folder })
    expect((await otherNews)[0]).toMatchObject({ kind: 'failed', running: { origin: running.origin } })
    other.disconnect()
    expect((await once(other, 'exit'))[0]).toBe(0)

    child.send({ kind: 'stop' })
    expect(await news()).toEqual({ kind: 'stopped' })
    expect((await once(child, 'exit'))[0]).toBe(0)
  })
})
