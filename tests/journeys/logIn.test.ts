import { afterEach, describe, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import { logOut, readInbox, readSession } from '../../main/journeys/logIn.ts'
import { inSession } from '../../main/journeys/portalSession.ts'
import { sendLogOut } from '../../main/portal/session.ts'
import { failureOf, openStage, type Stage, testOrigin, testReader } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

const language = 'ja'
const where = () => ({ drawer: stage.drawer, profile: stage.profile, language }) as const
const acts = async () => (await stage.drawer.ledger()).map(({ act, outcome, failure }) => [act, outcome, failure])

describe('logging in with the card', () => {
  it('asks for the PIN with its tries left and the origin, and tells name and end of the session', async () => {
    stage = await openStage()
    const session = await stage.logIn()
    expect(session).toMatchObject({ origin: testOrigin, name: stage.card.person.name.kanji })
    expect(new Date(session.expiresAt) > stage.ports.now()).toBe(true)
    expect(stage.asked).toEqual([
      {
        kind: 'pin',
        pin: 'authentication',
        triesLeft: 3,
        purpose: 'logIn',
        person: stage.card.person.name.kanji,
        origin: testOrigin,
      },
    ])
    expect(await acts()).toEqual([['logIn', 'done', undefined]])
    expect(await readSession(stage.ports, where())).toEqual(session)
  })

  it('holds the card only after the challenge has come', async () => {
    stage = await openStage()
    await stage.cards.look(testReader)
    const looked = stage.card.received
    stage.network = async () => fail({ code: 'portal.unreachable' })
    expect(await failureOf(stage.logIn())).toEqual({ code: 'portal.unreachable' })
    expect([stage.card.received - looked, stage.asked.length]).toEqual([0, 0])
  })

  it('touches no card and asks no PIN for the challenge of another origin', async () => {
    stage = await openStage()
    await stage.cards.look(testReader)
    const looked = stage.card.received
    await stage.control.addFault({ kind: 'wrong_origin' })
    expect(await failureOf(stage.logIn())).toEqual({ code: 'portal.otherOrigin' })
    expect([stage.card.received - looked, stage.asked.length]).toEqual([0, 0])
  })

  it('is refused when the signed nonce is not the one that the portal gave', async () => {
    stage = await openStage()
    await stage.control.addFault({ kind: 'wrong_nonce' })
    expect(await failureOf(stage.logIn())).toMatchObject({ code: 'portal.refused', reason: 'signature_invalid' })
    expect(await acts()).toEqual([['logIn', 'failed', 'portal.refused']])
    expect(await stage.drawer.token()).toBeUndefined()
  })

  it('is refused when answered too late', async () => {
    stage = await openStage()
    const askSecret = stage.ports.askSecret
    Object.assign(stage.ports, {
      askSecret: async (question: Parameters<typeof askSecret>[0]) => {
        stage.wait(61_000)
        return askSecret(question)
      },
    })
    expect(await failureOf(stage.logIn())).toMatchObject({ code: 'portal.refused', reason: 'nonce_expired' })
  })

  it('tells how many tries are left after a wrong PIN, stores nothing and tries nothing again', async () => {
    stage = await openStage()
    stage.typed = '0000'
    expect(await failureOf(stage.logIn())).toEqual({ code: 'card.pinWrong', triesLeft: 2 })
    expect(stage.card.triesLeft('authentication')).toBe(2)
    expect([await stage.drawer.token(), await acts()]).toEqual([undefined, []])
    stage.typed = undefined
    await stage.logIn()
    expect(stage.asked.map((question) => 'triesLeft' in question && question.triesLeft)).toEqual([3, 2])
  })

  it('never tries a locked card', async () => {
    stage = await openStage('taro', { triesLeft: { authentication: 0 } })
    expect(await failureOf(stage.logIn())).toEqual({ code: 'card.pinLocked' })
    expect(stage.asked).toEqual([])
  })

  it('explains a card that was issued without PINs', async () => {
    stage = await openStage('ume')
    expect(await failureOf(stage.logIn())).toEqual({ code: 'card.withoutPins' })
    expect(stage.asked).toEqual([])
  })

  it('sees an expired certificate before a PIN is asked', async () => {
    stage = await openStage('ichiro')
    expect(await failureOf(stage.logIn())).toMatchObject({ code: 'card.certificateExpired' })
    expect([stage.asked, stage.card.triesLeft('authentication')]).toEqual([[], 3])
  })

  it('refuses a card that no anchor of this realm vouches for', async () => {
    stage = await openStage()
    const trust = { ...stage.trust, jpki: { authentication: [], signature: [] } }
    expect(await failureOf(stage.logIn({ trust }))).toEqual({ code: 'card.unknown' })
    expect(stage.asked).toEqual([])
  })

  it('refuses a card of another kind, an empty reader, and one that is gone', async () => {
    stage = await openStage('taro', { foreign: true })
    expect(await failureOf(stage.logIn())).toEqual({ code: 'card.unknown' })
    stage.readers.remove(testReader)
    expect(await failureOf(stage.logIn())).toEqual({ code: 'card.absent' })
    stage.readers.setReaders([])
    expect(await failureOf(stage.logIn())).toEqual({ code: 'card.noReader' })
    stage.readers.setService('down')
    expect(await failureOf(stage.logIn())).toEqual({ code: 'card.noService' })
  })

  it('survives the card being pulled out at every command, and takes it for a wrong PIN at none', async () => {
    stage = await openStage()
    await stage.logIn()
    await stage.cards.look(testReader)
    const before = stage.card.received
    await stage.logIn()
    const commands = stage.card.received - before
    const ends: string[] = []
    for (let at = 1; at <= commands; at++)
      for (const moment of ['beforeCommand', 'beforeAnswer'] as const) {
        stage.readers.insert(testReader, stage.card)
        stage.card.setTriesLeft('authentication', 2)
        await stage.cards.look(testReader)
        stage.card.failAt(at, { kind: 'removal', moment })
        const ended = await stage.logIn().then(
          () => ({ code: 'done' }),
          (error: unknown) => failureOf(Promise.reject(error)),
        )
        if (ended.code === 'card.interrupted') expect(ended).toMatchObject({ before: 2, triesLeft: null })
        // The right PIN that arrived set the counter back; no other did anything.
        expect([2, 3]).toContain(stage.card.triesLeft('authentication'))
        ends.push(ended.code)
      }
    // SELECT, certificate, tries; VERIFY; signature. The last one only leaves the card clean: the signature is out by then.
    const gone = 'card.removed'
    const asked = 'card.interrupted'
    expect(ends).toEqual([gone, gone, gone, gone, gone, gone, asked, asked, gone, gone, 'done', 'done'])
  })

  it('holds the card for at most 7 commands, and looks no second time at counts that cannot have changed', async () => {
    stage = await openStage()
    await stage.cards.look(testReader)
    for (let time = 0; time < 3; time++) {
      const before = stage.card.received
      await stage.logIn()
      await stage.cards.look(testReader)
      expect(stage.card.received - before).toBeLessThanOrEqual(7)
    }
  })

  it('shows the restored count after a right PIN that followed a wrong one', async () => {
    stage = await openStage('taro', { triesLeft: { authentication: 1 } })
    await stage.logIn()
    const { card } = await stage.cards.look(testReader)
    expect(card).toMatchObject({ triesLeft: { authentication: 3 } })
  })

  it.each([
    ['revoked', 'cert_revoked', { code: 'portal.refused', reason: 'cert_revoked' }],
    ['closed for maintenance', 'maintenance', { code: 'portal.refused', reason: 'maintenance' }],
    ['overloaded', 'rate_limited', { code: 'portal.refused', reason: 'rate_limited' }],
    ['garbled', 'garbled', { code: 'portal.badAnswer' }],
    ['oversized', 'oversized', { code: 'portal.badAnswer', detail: 'size' }],
    ['endless', 'endless', { code: 'portal.badAnswer', detail: 'size' }],
    ['a redirect', 'redirect', { code: 'portal.refused', reason: 'status_302' }],
  ] as const)('names an answer that is %s, and keeps nothing', async (_, kind, failure) => {
    stage = await openStage()
    await stage.control.addFault(kind === 'cert_revoked' ? { kind, person: 'taro' } : { kind })
    expect(await failureOf(stage.logIn())).toMatchObject(failure)
    expect(await stage.drawer.token()).toBeUndefined()
    await stage.control.clearFaults()
  })
})

describe('the session', () => {
  it('shows what waits: offers and requests, each with its link', async () => {
    stage = await openStage()
    await stage.logIn()
    const { request } = await stage.control.requestFrom('clinic', { person: 'taro' })
    const { offers, requests } = await readInbox(stage.ports, where())
    expect(offers.map(({ link }) => new URL(link).protocol)).toEqual([
      'openid-credential-offer:',
      'openid-credential-offer:',
    ])
    expect(requests).toMatchObject([{ verifier: '練習クリニック受付', link: request }])
  })

  it('is over when its time has come, here and at the portal', async () => {
    stage = await openStage()
    await stage.logIn()
    stage.wait(61 * 60_000)
    expect(await readSession(stage.ports, where())).toBeUndefined()
    expect(await failureOf(readInbox(stage.ports, where()))).toEqual({ code: 'session.expired' })
  })

  it('is forgotten here when the portal has ended it', async () => {
    stage = await openStage()
    await stage.logIn()
    await inSession(stage.ports, where(), (send) => sendLogOut(send, stage.profile))
    expect(await failureOf(readInbox(stage.ports, where()))).toEqual({ code: 'session.expired' })
    expect(await stage.drawer.token()).toBeUndefined()
  })

  it('belongs to one portal', async () => {
    stage = await openStage()
    await stage.logIn()
    const profile = { ...stage.profile, origin: 'https://localhost:1' }
    expect(await failureOf(readInbox(stage.ports, { drawer: stage.drawer, profile }))).toEqual({ code: 'session.none' })
  })

  it('ends by logging out, also while the portal cannot be reached', async () => {
    stage = await openStage()
    await stage.logIn()
    const token = await stage.drawer.token()
    await logOut(stage.ports, where())
    expect(await stage.drawer.token()).toBeUndefined()
    // The token is good for nothing, even with the key that it was bound to.
    if (token !== undefined) await stage.drawer.saveToken(token)
    expect(await failureOf(readInbox(stage.ports, where()))).toEqual({ code: 'session.none' })

    await stage.logIn()
    stage.network = async () => fail({ code: 'portal.unreachable' })
    await logOut(stage.ports, where())
    expect(await stage.drawer.token()).toBeUndefined()
    expect(
      (await acts())
        .filter(([act]) => act === 'logOut')
        .map(([, outcome]) => outcome)
        .sort(),
    ).toEqual(['done', 'failed'])
  })
})
