// The journeys over a real HTTPS server with the wallet's own network adapter.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import type { Fetch } from '../../main/ports.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import type { FaultKind } from '../../practice/portal/faults.ts'
import { createPortal, type Portal } from '../../practice/portal/portal.ts'
import { type PortalControl, portalControl } from '../../practice/portal/portalControl.ts'
import { listen, type PortalServer } from '../../practice/portal/serve.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { failureOf, openStage, type Stage } from '../support/stage.ts'

const now = () => new Date()
let folder: string
let server: PortalServer
let portal: Portal
let origin: string
let control: PortalControl
let network: Fetch
/** For a portal that keeps one waiting. */
let impatient: Fetch
let stage: Stage

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-https-'))
  const world = await sharedWorld(now)
  server = await listen(world.signers.tls, 0, now)
  origin = `https://localhost:${server.port}`
  portal = createPortal({ world, database: join(folder, 'portal.sqlite'), now, origin, controlToken: 'test-token' })
  server.serve(portal, origin)
  const trusted = { loopback: true, ca: world.trust().tls } as const
  network = createHttpsFetch({ ...trusted, timeoutMs: 15_000, idleMs: 15_000 })
  impatient = createHttpsFetch({ ...trusted, timeoutMs: 1_500, idleMs: 1_000 })
  control = portalControl(network, origin, 'test-token')
})
afterAll(async () => {
  await server.close()
  portal.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  stage = await openStage()
  Object.assign(stage, { control, network, profile: practiceProfile(origin, stage.trust.tls) })
})
afterEach(async () => {
  await control.clearFaults()
  await stage.close()
})

describe('over HTTPS', () => {
  it('logs in, receives both credentials and shares with all three', async () => {
    await stage.logIn()
    await stage.receive('health-insurance')
    await stage.receive('licence')
    for (const verifier of ['portal', 'clinic', 'rental'] as const) {
      const { id, request } = await control.requestFrom(verifier)
      await stage.send(await stage.open(request))
      expect(await control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
    }
  })

  it.each<[FaultKind, object]>([
    ['endless', { code: 'portal.badAnswer' }],
    ['oversized', { code: 'portal.badAnswer', detail: 'size' }],
    ['redirect', { code: 'portal.badAnswer', detail: 'redirect' }],
    ['garbled', { code: 'portal.badAnswer' }],
    ['delay', { code: 'portal.unreachable' }],
    ['other_ca', { code: 'portal.untrusted' }],
  ])('names what is wrong when the portal is %s at log-in', async (kind, failure) => {
    await control.addFault({ kind, ms: 3_000, ...(kind === 'other_ca' ? {} : { where: '/api' }) })
    if (kind === 'endless' || kind === 'delay') stage.network = impatient
    expect(await failureOf(stage.logIn())).toMatchObject(failure)
    expect(await stage.drawer.token()).toBeUndefined()
    expect(stage.asked).toEqual([])
  })

  it('says nothing arrived when another authority speaks for the verifier', async () => {
    await stage.receive('licence')
    const { id, request } = await control.requestFrom('rental')
    const summary = await stage.open(request)
    await control.addFault({ kind: 'other_ca' })
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'portal.untrusted' })
    expect((await control.outcomeOf(id)).state).toBe('pending')
  })

  it('says that an answer may have arrived when the verifier falls silent', async () => {
    await stage.receive('licence')
    const { request } = await control.requestFrom('rental')
    const summary = await stage.open(request)
    await control.addFault({ kind: 'delay', where: '/verifiers', ms: 3_000 })
    stage.network = impatient
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'verifier.unreachable' })
  })
})
