// Logging in without the card: the PC that the card enrolled, and the phone.
import { afterEach, describe, expect, it } from 'vitest'
import { endEnrolment, enrolPc, logInByPc, readEnrolments } from '../../main/journeys/enrolPc.ts'
import { logOut, readInbox, readSession } from '../../main/journeys/logIn.ts'
import { createPhoneLogIns } from '../../main/journeys/logInByPhone.ts'
import type { PhoneLogIn } from '../../preload/shapes/session.ts'
import { onPhone } from '../support/onPhone.ts'
import { failureOf, openStage, type Stage, testOrigin, testReader } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

const language = 'ja'
const where = () => ({ drawer: stage.drawer, profile: stage.profile, language }) as const
const acts = async () => (await stage.drawer.ledger()).map(({ act, outcome }) => `${act} ${outcome}`).reverse()
const enrol = (name = '居間のPC') =>
  enrolPc(
    { ...stage.ports, cards: stage.cards, signal: new AbortController().signal, guard: async () => undefined },
    {
      ...where(),
      trust: stage.trust,
      reader: testReader,
      person: stage.card.person.name.kanji,
      name,
      step: () => undefined,
    },
  )
const enrolled = async (): Promise<void> => {
  stage = await openStage()
  await stage.logIn()
  await enrol()
  await logOut(stage.ports, where())
  stage.asked.length = 0
  stage.called.length = 0
}

describe('this PC, enrolled with the card', () => {
  it('logs in with no card and no PIN, in a session of its own key', async () => {
    await enrolled()
    stage.readers.remove(testReader)
    const session = await logInByPc(stage.ports, where())
    expect(session).toMatchObject({ by: 'pc', origin: testOrigin, name: stage.card.person.name.kanji })
    expect(stage.asked).toEqual([])
    expect(await readSession(stage.ports, where())).toEqual(session)
    await readInbox(stage.ports, where())
    expect(await acts()).toEqual(['logIn done', 'enrolPc done', 'logOut done', 'logIn done'])
  })

  it('asks for the PIN once to enrol, for what and where, and lists the PC at the portal', async () => {
    stage = await openStage()
    await stage.logIn()
    const { thisPc, atPortal } = await enrol('寝室')
    expect(stage.asked[1]).toMatchObject({ kind: 'pin', pin: 'authentication', purpose: 'enrolPc', origin: testOrigin })
    expect(thisPc).toMatchObject({ name: '寝室' })
    expect(atPortal).toMatchObject([{ name: '寝室', state: 'active', thisPc: true }])
  })

  it('is enrolled in a session that the card began, and in no other', async () => {
    await enrolled()
    expect(await failureOf(enrol())).toEqual({ code: 'session.none' })
    await logInByPc(stage.ports, where())
    expect(await failureOf(enrol('もう一つ'))).toEqual({ code: 'enrolment.cardRequired' })
    expect(stage.asked).toEqual([])
    // What was enrolled before goes on.
    expect((await readEnrolments(stage.ports, where())).thisPc).toMatchObject({ name: '居間のPC' })
  })

  it('leaves nothing that could log in when the card is not there, or the PIN is wrong', async () => {
    stage = await openStage()
    await stage.logIn()
    stage.typed = '0000'
    expect(await failureOf(enrol())).toMatchObject({ code: 'card.pinWrong' })
    stage.typed = undefined
    stage.readers.remove(testReader)
    expect(await failureOf(enrol())).toEqual({ code: 'card.absent' })
    expect((await readEnrolments(stage.ports, where())).atPortal).toEqual([])
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({ code: 'enrolment.none' })
  })

  it.each(['wrong_origin', 'wrong_nonce'] as const)('is not enrolled where the challenge has a %s', async (kind) => {
    stage = await openStage()
    await stage.logIn()
    await stage.control.addFault({ kind })
    const failure = await failureOf(enrol())
    expect(['portal.otherOrigin', 'portal.refused']).toContain(failure?.code)
    if (kind === 'wrong_origin') expect(stage.asked).toHaveLength(1)
    expect((await readEnrolments(stage.ports, where())).thisPc).toBeNull()
  })

  it('cannot log in without its half in the keychain', async () => {
    await enrolled()
    const { keychain } = stage.ports
    Object.assign(stage.ports, { keychain: { ...keychain, read: async () => undefined } })
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({ code: 'enrolment.otherPc' })
    Object.assign(stage.ports, { keychain: { ...keychain, read: async () => new Uint8Array(32) } })
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({ code: 'enrolment.otherPc' })
    expect(stage.called).toEqual([])
  })

  it('is ended from here: what was begun with it is over, and the key is gone', async () => {
    await enrolled()
    await logInByPc(stage.ports, where())
    const [device] = (await readEnrolments(stage.ports, where())).atPortal ?? []
    await endEnrolment(stage.ports, { ...where(), id: device?.id ?? '' })
    expect(await readSession(stage.ports, where())).toBeUndefined()
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({ code: 'enrolment.none' })
    await stage.logIn()
    expect((await readEnrolments(stage.ports, where())).atPortal).toMatchObject([{ state: 'revoked', thisPc: false }])
  })

  it('is ended from the portal, and with the certificate of the card', async () => {
    await enrolled()
    await stage.control.renew('taro')
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({ code: 'enrolment.ended' })
    // Forgotten here as well: the next time nothing is asked of the portal.
    stage.called.length = 0
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({ code: 'enrolment.none' })
    expect(stage.called).toEqual([])
  })

  it.each([
    ['id_token_other_issuer', 'id_token: iss'],
    ['id_token_other_audience', 'id_token: aud'],
    ['id_token_other_nonce', 'id_token: nonce'],
    ['bad_id_token', 'id_token: signature'],
    ['wrong_issuer', 'iss'],
  ] as const)('believes no answer with the fault %s', async (kind, detail) => {
    await enrolled()
    await stage.control.addFault({ kind })
    expect(await failureOf(logInByPc(stage.ports, where()))).toEqual({ code: 'portal.badAnswer', detail })
    expect(await stage.drawer.token()).toBeUndefined()
  })
})

describe('a session', () => {
  it('is renewed when its access token has run out, once for all who need it', async () => {
    await enrolled()
    await logInByPc(stage.ports, where())
    const before = await stage.drawer.token()
    stage.wait(16 * 60_000)
    stage.called.length = 0
    await Promise.all([readInbox(stage.ports, where()), readInbox(stage.ports, where())])
    const after = await stage.drawer.token()
    expect([after?.accessToken === before?.accessToken, after?.refreshToken === before?.refreshToken]).toEqual([
      false,
      false,
    ])
    expect(stage.called.filter((path) => path.endsWith('/token')).length).toBeLessThanOrEqual(2)
  })

  it('is over an hour after its last use, and does not outlive its drawer’s process', async () => {
    stage = await openStage()
    await stage.logIn()
    for (let turn = 0; turn < 3; turn++) {
      stage.wait(50 * 60_000)
      await readInbox(stage.ports, where())
    }
    stage.wait(61 * 60_000)
    expect(await failureOf(readInbox(stage.ports, where()))).toEqual({ code: 'session.expired' })
    await stage.logIn()
    await stage.restart()
    expect(await readSession(stage.ports, where())).toBeUndefined()
  })
})

describe('the phone', () => {
  const scan = (address: string, answer: 'yes' | 'no' = 'yes') => {
    const { id: personId, pins } = stage.card.person
    return onPhone({ fetch: stage.portal.fetch, address, personId, pin: pins.authentication ?? '', answer })
  }
  const started = async (): Promise<{ logIns: ReturnType<typeof createPhoneLogIns>; told: PhoneLogIn[] }> => {
    stage = await openStage()
    const told: PhoneLogIn[] = []
    return { logIns: createPhoneLogIns(stage.ports, (shown) => told.push(shown)), told }
  }

  it('logs in with the number that it shows, without a card at this PC', async () => {
    const { logIns } = await started()
    const { address } = await logIns.begin(where(), '書斎のPC')
    const number = await scan(address)
    const wrong = number === '000000' ? '000001' : '000000'
    expect(await failureOf(logIns.finish(wrong, language))).toEqual({ code: 'phoneLogIn.codeWrong' })
    const session = await logIns.finish(number, language)
    expect(session).toMatchObject({ by: 'phone', name: stage.card.person.name.kanji })
    expect(stage.asked).toEqual([])
    await readInbox(stage.ports, where())
    expect(await failureOf(enrol())).toEqual({ code: 'enrolment.cardRequired' })
    expect(await failureOf(logIns.finish(number, language))).toEqual({ code: 'pending.gone' })
  })

  it('is over after three wrong numbers, after a minute, and when the phone says no', async () => {
    const { logIns } = await started()
    const first = await logIns.begin(where(), 'x')
    const number = await scan(first.address)
    const wrong = number === '000000' ? '000001' : '000000'
    for (const code of ['phoneLogIn.codeWrong', 'phoneLogIn.codeWrong', 'phoneLogIn.over'])
      expect(await failureOf(logIns.finish(wrong, language))).toEqual({ code })
    expect(await failureOf(logIns.finish(number, language))).toEqual({ code: 'phoneLogIn.over' })

    const second = await logIns.begin(where(), 'x')
    const late = await scan(second.address)
    stage.wait(61_000)
    expect(await failureOf(logIns.finish(late, language))).toEqual({ code: 'phoneLogIn.over' })

    const third = await logIns.begin(where(), 'x')
    await scan(third.address, 'no')
    expect(await failureOf(logIns.finish('123456', language))).toEqual({ code: 'phoneLogIn.denied' })
    expect(await stage.drawer.token()).toBeUndefined()
    logIns.stop()
  })

  it('of somebody else of the household does not log in to the owner’s drawer', async () => {
    const { logIns } = await started()
    await stage.logIn()
    const { address } = await logIns.begin(where(), 'x')
    const hanako = stage.world.person('hanako')
    const pin = hanako?.pins.authentication ?? ''
    const number = await onPhone({ fetch: stage.portal.fetch, address, personId: 'hanako', pin })
    expect(await failureOf(logIns.finish(number, language))).toEqual({ code: 'session.otherPerson' })
    expect(await readSession(stage.ports, where())).toBeUndefined()
    expect((await acts()).at(-1)).toBe('logIn failed')
    // The portal was told at once.
    expect(stage.called.at(-1)).toBe('/api/logout')
    const own = await logIns.begin(where(), 'x')
    expect(await logIns.finish(await scan(own.address), language)).toMatchObject({ by: 'phone' })
  })

  it('tells this PC how far it is', async () => {
    const { logIns, told } = await started()
    const { address } = await logIns.begin(where(), 'x')
    await scan(address)
    await expect.poll(() => told.map(({ state }) => state), { timeout: 6_000 }).toEqual(['confirmed'])
    logIns.stop()
  })
})
