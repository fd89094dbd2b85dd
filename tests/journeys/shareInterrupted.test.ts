// What goes wrong while an answer is sent.
import { afterEach, describe, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import { sharesOf } from '../support/sharing.ts'
import { failureOf, openStage, type Stage } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

describe('what goes wrong while sending', () => {
  it('a nonce that was used before: nothing is sent', async () => {
    stage = await openStage()
    await stage.receive('licence')
    await stage.send(await stage.open((await stage.control.requestFrom('rental')).request))
    await stage.control.addFault({ kind: 'replayed_nonce' })
    const { id, request } = await stage.control.requestFrom('rental')
    const summary = await stage.open(request)
    stage.called.length = 0
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'request.replayed' })
    expect([stage.called, (await stage.control.outcomeOf(id)).state]).toEqual([[], 'pending'])
  })

  it('an option that the query does not allow: nothing is sent, and the person may choose again', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const { id, request } = await stage.control.requestFrom('rental')
    const summary = await stage.open(request)
    stage.called.length = 0
    expect(await failureOf(stage.send(summary, 'not an option'))).toEqual({ code: 'request.choiceInvalid' })
    expect([stage.called, await sharesOf(stage)]).toEqual([[], []])
    await stage.send(summary)
    expect((await stage.control.outcomeOf(id)).verified).toBe(true)
  })

  it('an answer that may have arrived: said so, written down, and never sent twice', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const { request } = await stage.control.requestFrom('rental')
    const summary = await stage.open(request)
    stage.network = async (outgoing) => {
      await stage.portal.fetch(outgoing)
      return fail({ code: 'portal.unreachable' })
    }
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'verifier.unreachable' })
    expect(await sharesOf(stage)).toMatchObject([{ outcome: 'failed', failure: 'verifier.unreachable' }])
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'pending.gone' })
  })

  it.each(['endless', 'oversized', 'garbled', 'redirect', 'outage'] as const)('an answer that is %s', async (kind) => {
    stage = await openStage()
    await stage.receive('licence')
    const summary = await stage.open((await stage.control.requestFrom('rental')).request)
    await stage.control.addFault({ kind })
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'verifier.unreachable' })
  })

  it('a verifier that says no', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const summary = await stage.open((await stage.control.requestFrom('rental', { expires_in: 60 })).request)
    stage.wait(61_000)
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'verifier.refused', reason: 'invalid_request' })
    expect(await sharesOf(stage)).toMatchObject([{ outcome: 'failed', failure: 'verifier.refused' }])
  })

  it('the ledger says "started" before a byte leaves', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const summary = await stage.open((await stage.control.requestFrom('rental')).request)
    let then: unknown
    stage.network = async (outgoing) => {
      then = (await sharesOf(stage)).map(({ outcome }) => outcome)
      return stage.portal.fetch(outgoing)
    }
    await stage.send(summary)
    expect(then).toEqual(['started'])
    expect((await sharesOf(stage)).map(({ outcome }) => outcome)).toEqual(['done'])
  })

  it('the program stopped while the answer was on its way: the ledger shows it, and nothing is sent twice', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const { request } = await stage.control.requestFrom('rental')
    const summary = await stage.open(request)
    const sending = new Promise<void>((arrived) => {
      stage.network = () => {
        arrived()
        return new Promise(() => undefined)
      }
    })
    void stage.send(summary)
    await sending
    await stage.restart()
    stage.network = undefined
    expect(await sharesOf(stage)).toMatchObject([{ act: 'share', outcome: 'started', party: '練習レンタカー' }])
    expect(await failureOf(stage.send(await stage.open(request)))).toEqual({ code: 'request.replayed' })
  })
})
