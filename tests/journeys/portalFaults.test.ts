// Whatever can go wrong at the portal, in whatever a person is doing: it is named in words of both languages, nothing that was
// typed or kept is lost, and the same goes on once the portal is well again.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEnrolments } from '../../main/journeys/enrolPc.ts'
import { findProcedures } from '../../main/journeys/findProcedures.ts'
import { readInbox } from '../../main/journeys/logIn.ts'
import { inSession } from '../../main/journeys/portalSession.ts'
import { openOffer } from '../../main/journeys/receive.ts'
import { refreshBoard } from '../../main/journeys/refreshBoard.ts'
import { readItems } from '../../main/journeys/selfInfo.ts'
import { expectSuccess } from '../../main/portal/problem.ts'
import { type Fault, type FaultKind, faultKinds } from '../../practice/portal/faults.ts'
import { formOf } from '../../practice/portal/testApplication.ts'
import type { Failure } from '../../preload/failure.ts'
import { portalReasons } from '../../preload/text/failures/portalReasons.ja.ts'
import { failureText } from '../../preload/text/failureText.ts'
import { type Applying, openApplying, sentOf } from '../support/applying.ts'
import { failureOf } from '../support/stage.ts'

let taro: Applying
/** What was typed before everything went wrong. */
let draftId: string
beforeAll(async () => {
  taro = await openApplying('taro')
  const { draft } = await taro.begin('public-account')
  draftId = draft.id
  await taro.save(draftId, formOf(taro.portal, 'public-account', 'taro'))
  for (const act of Object.values(doing)) await act()
})
afterAll(() => taro.close())
beforeEach(async () => {
  await taro.stage.control.clearFaults()
  if ((await taro.stage.drawer.token()) === undefined) await taro.stage.logIn()
})

const doing = {
  'looks for a procedure': () => findProcedures(taro.stage.ports, taro.where(), {}),
  'sees what waits': () => readInbox(taro.stage.ports, taro.where()),
  'looks at the board': () => refreshBoard(taro.stage.ports, taro.where()),
  'lists enrolled PCs': () => readEnrolments(taro.stage.ports, taro.where()),
  'asks what is held about them': () => readItems(taro.stage.ports, taro.where()),
} as const
type Doing = keyof typeof doing

const everywhere = {
  maintenance: { code: 'portal.refused', reason: 'maintenance', retryAfter: 1800 },
  outage: { code: 'portal.refused', reason: 'temporarily_unavailable', retryAfter: 60 },
  rate_limited: { code: 'portal.refused', reason: 'rate_limited', retryAfter: 30 },
  oversized: { code: 'portal.badAnswer' },
  garbled: { code: 'portal.badAnswer' },
  lost_answer: { code: 'portal.refused', reason: 'temporarily_unavailable' },
} as const satisfies Partial<Record<FaultKind, object>>

/** A sentence of ours and something to do, and not merely the portal's own code. */
function expectWords(failure: Failure): void {
  if (failure.code === 'portal.refused') expect(Object.keys(portalReasons)).toContain(failure.reason)
  for (const language of ['ja', 'en'] as const) {
    const { title, what, remedy } = failureText(failure, language)
    expect(title).not.toBe('')
    for (const sentence of [what, remedy]) expect(sentence).toMatch(/[。.]$/)
  }
}

async function keptCopies(): Promise<string[]> {
  const kinds = ['application', 'notice', 'bill', 'boardRefresh', 'procedureSearch'] as const
  const copies = await Promise.all(kinds.map((kind) => taro.stage.drawer.copies(kind)))
  return copies
    .flat()
    .map(({ kind, id }) => `${kind} ${id}`)
    .toSorted()
}

async function kept() {
  const { drawer } = taro.stage
  const { form, sources, attachments } = await drawer.draft(draftId)
  return { form, sources, attachments, copies: await keptCopies() }
}

describe.each(Object.keys(everywhere).filter((kind): kind is keyof typeof everywhere => kind in everywhere))(
  '%s',
  (kind) => {
    it.each(Object.keys(doing).filter((name): name is Doing => name in doing))(
      'while somebody %s is said, loses nothing, and passes',
      async (name) => {
        const before = await kept()
        await taro.stage.control.addFault({ kind })
        const failure = await failureOf(doing[name]())
        expect(failure).toMatchObject(everywhere[kind])
        expectWords(failure)
        expect(await kept()).toEqual(before)
        await taro.stage.control.clearFaults()
        await doing[name]()
      },
    )

    it('while an application is sent leaves the draft as it was, and the application is one in the end', async () => {
      const before = await kept()
      await taro.stage.control.addFault({ kind, where: '/api/applications' })
      const failure = await failureOf(taro.send(draftId))
      // What may have arrived is never said to have failed.
      const sure = kind === 'maintenance' || kind === 'rate_limited'
      expect(failure).toMatchObject(sure ? everywhere[kind] : { code: 'application.uncertain' })
      expectWords(failure)
      expect(await kept()).toEqual(before)
      await taro.stage.control.clearFaults()
    })
  },
)

it('asks for the PIN once for all of that, and the portal has one application', async () => {
  const { receiptNo } = sentOf(await taro.send(draftId))
  expect(taro.asked).toEqual(['authentication'])
  const told = await inSession(taro.stage.ports, taro.where(), async (send) =>
    (await send({ method: 'GET', url: new URL('/api/applications/v1', taro.stage.profile.origin) })).json(),
  )
  expect(told).toMatchObject([{ receipt_no: receiptNo }])
})

describe('an outage in the middle', () => {
  it('keeps of the board what had come', async () => {
    await taro.stage.control.addFault({ kind: 'outage', where: '/api/payments' })
    expect(await failureOf(doing['looks at the board']())).toMatchObject(everywhere.outage)
    expect(await keptCopies()).toContainEqual(expect.stringMatching(/^application /))
  })

  it('of the session lets a new log-in go on where it was', async () => {
    for (const name of ['looks at the board', 'sees what waits', 'asks what is held about them'] as const) {
      const before = await keptCopies()
      expect(before.length).toBeGreaterThan(1)
      await taro.stage.control.addFault({ kind: 'session_expired', times: 1 })
      const failure = await failureOf(doing[name]())
      expect(failure).toEqual({ code: 'session.expired' })
      expectWords(failure)
      await taro.stage.logIn()
      await doing[name]()
      expect(await keptCopies()).toEqual(expect.arrayContaining(before))
    }
  })
})

describe('only here', () => {
  const struck = async (fault: Fault, work: () => Promise<unknown>): Promise<Failure> => {
    await taro.stage.control.addFault(fault)
    const failure = await failureOf(work())
    expectWords(failure)
    return failure
  }

  it('a revocation list that cannot be believed lets nobody in', async () => {
    const logIn = () => taro.stage.logIn()
    expect(await struck({ kind: 'bad_revocation_list' }, logIn)).toMatchObject({
      code: 'portal.refused',
      reason: 'temporarily_unavailable',
    })
    await taro.stage.control.clearFaults()
    await logIn()
  })

  it('a signing certificate that was revoked: the draft stays, and the town office is named', async () => {
    const { draft } = await taro.begin('moving-out')
    await taro.save(draft.id, formOf(taro.portal, 'moving-out', 'taro'))
    const failure = await struck({ kind: 'signing_cert_revoked', person: 'taro' }, () => taro.send(draft.id))
    expect(failure).toMatchObject({ code: 'portal.refused', reason: 'signing_cert_revoked' })
    expect(failureText(failure, 'en').remedy).toContain('municipal office')
    expect((await taro.stage.drawer.draft(draft.id)).form).toEqual(formOf(taro.portal, 'moving-out', 'taro'))
    await taro.stage.control.clearFaults()
    sentOf(await taro.send(draft.id))
  })

  it('a partner outside its hours', async () => {
    const link = () =>
      inSession(taro.stage.ports, taro.where(), async (send) =>
        expectSuccess(await send({ method: 'POST', url: new URL('/api/links/v1/nenkin', taro.stage.profile.origin) })),
      )
    expect(await struck({ kind: 'outside_service_hours' }, link)).toMatchObject({ reason: 'outside_service_hours' })
    await taro.stage.control.clearFaults()
    expect((await link()).status).toBe(201)
  })

  it('an offer that has run out before it was opened', async () => {
    await taro.stage.control.addFault({ kind: 'expired_offer', times: 1 })
    const { offer } = await taro.stage.control.offerTo('taro', 'licence')
    const { ports, offers: pending, trust } = taro.stage
    const failure = await failureOf(openOffer(ports, { pending, trust, language: 'ja' }, offer))
    expect(failure).toEqual({ code: 'offer.expired' })
    expectWords(failure)
  })
})

it('every fault of the practice portal is met by a journey', () => {
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  const isMet = (kind: string) => new RegExp(`kind: '${kind}'|\\['${kind}'|'${kind}',|^  ${kind}: \\{`, 'm')
  expect(faultKinds.filter((kind) => !tests.some((text) => isMet(kind).test(text)))).toEqual([])
})
