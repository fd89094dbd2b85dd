// How a portal is reached: directly, also as a client with a key of its own, and through an operator's back end.
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { signCompact } from '../../main/drawer/signCompact.ts'
import { enrolPc, logInByPc, readEnrolments } from '../../main/journeys/enrolPc.ts'
import { findProcedures } from '../../main/journeys/findProcedures.ts'
import { logOut, readInbox } from '../../main/journeys/logIn.ts'
import { createPhoneLogIns } from '../../main/journeys/logInByPhone.ts'
import { inSession } from '../../main/journeys/portalSession.ts'
import { refreshBoard } from '../../main/journeys/refreshBoard.ts'
import { readItems } from '../../main/journeys/selfInfo.ts'
import { boundFetch } from '../../main/portal/boundFetch.ts'
import { checkProfile } from '../../main/portal/checkProfile.ts'
import { endpoint, type PortalProfileData } from '../../main/portal/profile.ts'
import { type Broker, createBroker } from '../../practice/broker/broker.ts'
import { onPhone } from '../support/onPhone.ts'
import { failureOf, openStage, type Stage, testOrigin, testReader } from '../support/stage.ts'

const brokerOrigin = 'https://localhost:20555'
const language = 'ja'
let stage: Stage
let broker: Broker | undefined
afterEach(async () => {
  broker?.close()
  broker = undefined
  await stage.close()
})

const where = () => ({ drawer: stage.drawer, profile: stage.profile, language }) as const
const asker = () => ({ cards: stage.cards, signal: new AbortController().signal, guard: async () => undefined })
const reached: { host: string; path: string }[] = []

async function withProfile(more: Partial<PortalProfileData>): Promise<void> {
  reached.length = 0
  const profile = checkProfile({
    id: 'practice',
    label: { ja: '練習用ポータル', en: 'Practice portal' },
    kind: 'practice',
    origin: testOrigin,
    client: { id: 'tefuda' },
    tls: { anchors: [...stage.trust.tls] },
    ...more,
  })
  Object.assign(stage, { profile })
}

/** @param change what the broker does to an answer on its way to the wallet */
async function throughBroker(change: (response: Response, path: string) => Promise<Response> = async (same) => same) {
  stage = await openStage()
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = await stage.control.registerOperator(publicKey.export({ format: 'jwk' }))
  const made = createBroker({
    origin: brokerOrigin,
    portal: { origin: testOrigin, fetch: stage.portal.fetch },
    operator: { id, privateKey },
    now: stage.ports.now,
  })
  broker = made
  await withProfile({ client: { id }, transport: { kind: 'broker', origin: brokerOrigin } })
  stage.network = async (request) => {
    const { origin, pathname: path, host } = new URL(request.url)
    reached.push({ host, path })
    return origin === brokerOrigin ? change(await made.fetch(request), path) : stage.portal.fetch(request)
  }
  return { id }
}

const changedJson = async (response: Response, change: (body: Record<string, unknown>) => object): Promise<Response> =>
  Response.json(change(await response.json()), { status: response.status, headers: response.headers })

describe('through a broker', () => {
  it('logs in with the card, works, and logs out; the portal itself is asked for its keys alone', async () => {
    await throughBroker()
    const session = await stage.logIn()
    const { kanji: name } = stage.card.person.name
    expect(session).toMatchObject({ by: 'card', origin: testOrigin, through: brokerOrigin, name })
    // The person is told the portal, which is what the card signs for.
    expect(stage.asked).toMatchObject([{ origin: testOrigin }])
    await readInbox(stage.ports, where())
    await findProcedures(stage.ports, where(), {})
    await refreshBoard(stage.ports, where())
    await readItems(stage.ports, where())
    await readEnrolments(stage.ports, where())
    stage.wait(16 * 60_000)
    await readInbox(stage.ports, where())
    await logOut(stage.ports, where())
    const atPortal = reached.filter(({ host }) => host === new URL(testOrigin).host)
    expect(new Set(atPortal.map(({ path }) => path))).toEqual(new Set([endpoint(stage.profile, 'certs').pathname]))
    expect(await failureOf(readInbox(stage.ports, where()))).toEqual({ code: 'session.none' })
  })

  it('enrols this PC, which then logs in by its own key, and lets a phone do so', async () => {
    await throughBroker()
    await stage.logIn()
    const card = { trust: stage.trust, reader: testReader, person: stage.card.person.name.kanji }
    await enrolPc({ ...stage.ports, ...asker() }, { ...where(), ...card, name: '居間のPC', step: () => undefined })
    await logOut(stage.ports, where())
    expect(await logInByPc(stage.ports, where())).toMatchObject({ by: 'pc' })
    await readInbox(stage.ports, where())
    await logOut(stage.ports, where())
    const logIns = createPhoneLogIns(stage.ports, () => undefined)
    const { address } = await logIns.begin(where(), '書斎のPC')
    const { id: personId, pins } = stage.card.person
    const phone = {
      fetch: stage.portal.fetch,
      address,
      personId,
      pin: pins.authentication ?? '',
      answer: 'yes',
    } as const
    expect(await logIns.finish(await onPhone(phone), language)).toMatchObject({ by: 'phone' })
    await readInbox(stage.ports, where())
  })

  it('gives the wallet nothing that opens the portal, and nobody else anything with it', async () => {
    await throughBroker()
    await stage.logIn()
    const { accessToken } = (await stage.drawer.token()) ?? { accessToken: '' }
    const direct = { ...stage.profile, transport: { kind: 'direct' as const } }
    const send = boundFetch({ ...stage.ports, fetch: stage.portal.fetch }, stage.drawer)
    const atPortal = await send({ method: 'GET', url: endpoint(direct, 'requests'), accessToken })
    expect([atPortal.status, (await atPortal.json()).code]).toEqual([401, 'login_required'])
    // Somebody who copied the token has another key.
    const thief = await openStage()
    try {
      await thief.drawer.beginSession()
      const theirs = boundFetch(
        { now: stage.ports.now, fetch: async (request) => broker?.fetch(request) ?? Response.error() },
        thief.drawer,
      )
      const stolen = await theirs({ method: 'GET', url: endpoint(stage.profile, 'requests'), accessToken })
      expect([stolen.status, (await stolen.json()).code]).toEqual([401, 'login_required'])
    } finally {
      await thief.close()
    }
    const control = await broker?.fetch(new Request(`${brokerOrigin}/practice/faults`))
    expect(control?.status).toBe(404)
  })

  it('signs nothing for the broker’s own name', async () => {
    await throughBroker(async (response, path) =>
      path.endsWith('/challenge') ? changedJson(response, (body) => ({ ...body, origin: brokerOrigin })) : response,
    )
    expect(await failureOf(stage.logIn())).toEqual({ code: 'portal.otherOrigin' })
    expect(stage.asked).toEqual([])
  })

  it('believes no ID token of the broker’s own making', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const forged = (token: unknown): string => {
      const [header, payload] = String(token)
        .split('.')
        .slice(0, 2)
        .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
      return signCompact(header, { ...payload, sub: 'somebody else' }, privateKey)
    }
    await throughBroker(async (response, path) =>
      path.endsWith('/token') && response.ok
        ? changedJson(response, (body) => ({ ...body, id_token: forged(body['id_token']) }))
        : response,
    )
    expect(await failureOf(stage.logIn())).toEqual({ code: 'portal.badAnswer', detail: 'id_token: signature' })
    expect(await stage.drawer.token()).toBeUndefined()
  })

  it('cannot redeem anything without its key', async () => {
    const { id } = await throughBroker()
    await withProfile({ client: { id } })
    stage.network = undefined
    expect(await failureOf(stage.logIn())).toEqual({ code: 'portal.refused', reason: 'invalid_client' })
  })
})

describe('a profile that asks for a sure log-in', () => {
  it('takes the card, and no key in software', async () => {
    stage = await openStage()
    await withProfile({ acrValues: ['aal3'] })
    expect((await stage.logIn()).through).toBeUndefined()
    const card = { trust: stage.trust, reader: testReader, person: stage.card.person.name.kanji }
    await enrolPc({ ...stage.ports, ...asker() }, { ...where(), ...card, name: '居間のPC', step: () => undefined })
    await logOut(stage.ports, where())
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({
      code: 'portal.badAnswer',
      detail: 'id_token: acr',
    })
    expect(await stage.drawer.token()).toBeUndefined()
  })
})

describe('directly, as a client with a key of its own', () => {
  const keyed = async (): Promise<void> => {
    stage = await openStage()
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = await stage.control.registerOperator(publicKey.export({ format: 'jwk' }))
    await stage.ports.keychain.write(
      'portal-client',
      Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' })),
    )
    await withProfile({ client: { id, auth: 'private_key_jwt', key: 'portal-client' } })
  }

  it('proves itself by the key in the keychain, at log-in and at every renewal', async () => {
    await keyed()
    await stage.logIn()
    stage.wait(16 * 60_000)
    await inSession(stage.ports, where(), async (send) => {
      expect((await send({ method: 'GET', url: endpoint(stage.profile, 'requests') })).status).toBe(200)
    })
    await stage.ports.keychain.remove('portal-client')
    stage.wait(16 * 60_000)
    expect(await failureOf(readInbox(stage.ports, where()))).toEqual({
      code: 'portal.notConfigured',
      missing: ['client.key'],
    })
  })

  it('says that the key is missing, and that the portal does not know it', async () => {
    await keyed()
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    await stage.ports.keychain.write('portal-client', Uint8Array.from(other.export({ format: 'der', type: 'pkcs8' })))
    expect(await failureOf(stage.logIn())).toEqual({ code: 'portal.refused', reason: 'invalid_client' })
    await stage.ports.keychain.remove('portal-client')
    expect(await failureOf(stage.logIn())).toMatchObject({ missing: ['client.key'] })
  })
})
