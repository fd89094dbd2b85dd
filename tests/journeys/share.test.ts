// Attributes shared with a verifier, or not: what is shown, what is sent, and what is written down.
import { afterEach, describe, expect, it } from 'vitest'
import { readCertificate } from '../../main/certificates/certificate.ts'
import { fail } from '../../main/failure.ts'
import { sendShare } from '../../main/journeys/share.ts'
import { decline, insuranceVct, namesIn, offered, sharesOf } from '../support/sharing.ts'
import { failureOf, openStage, type Stage, testOrigin } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

const language = 'ja'

describe('sharing attributes', () => {
  it('shows who asks, for what, and exactly the choices that the query allows', async () => {
    stage = await openStage()
    await stage.receive('health-insurance')
    const { request } = await stage.control.requestFrom('clinic')
    const summary = await stage.open(request)
    expect(summary.verifier).toMatchObject({
      name: '練習クリニック受付',
      host: new URL(testOrigin).host,
      registered: true,
    })
    expect(summary.purpose).toBe('診療の受付と保険資格の確認')
    expect(summary.sharedBefore).toBe(0)
    const required = ['insurer_number', 'symbol', 'number', 'branch_number', 'name', 'birth_date']
    const asked = offered(summary).map((attributes) => attributes.filter((name) => !required.includes(name)).sort())
    // Taro has no class of the co-payment limit: the sets with it cannot be met.
    expect(asked).toEqual([['copayment_rate'], []])
    expect(summary.leastOptionId).toBe(summary.options[1]?.id)
    for (const attributes of offered(summary)) expect(attributes).toEqual(expect.arrayContaining(required))
  })

  it('sends only the chosen attributes, encrypted, and the verifier finds everything right', async () => {
    stage = await openStage()
    await stage.receive('health-insurance')
    const { id, request } = await stage.control.requestFrom('clinic')
    const receipt = await stage.send(await stage.open(request))
    const outcome = await stage.control.outcomeOf(id)
    expect(outcome.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(outcome).toMatchObject({ state: 'answered', verified: true })
    expect(namesIn(outcome).sort()).toEqual([
      'birth_date',
      'branch_number',
      'insurer_number',
      'name',
      'number',
      'symbol',
    ])
    expect(receipt).toMatchObject({ verifier: '練習クリニック受付', purpose: '診療の受付と保険資格の確認' })
    expect(receipt.shared.map(({ attributes }) => attributes.length)).toEqual([6])
    expect(stage.opened).toEqual([receipt.redirectTo])
  })

  it('has the receipt though no browser opens', async () => {
    stage = await openStage()
    await stage.receive('health-insurance')
    const summary = await stage.open((await stage.control.requestFrom('clinic')).request)
    const choice = { optionId: summary.leastOptionId, credentials: {} }
    const openInBrowser = () => Promise.reject(new Error('no program for https'))
    const sharing = { drawer: stage.drawer, pending: stage.requests, language, id: summary.id, choice } as const
    const receipt = await sendShare({ ...stage.ports, openInBrowser }, sharing)
    expect(receipt.redirectTo).toMatch(/^https:/)
    expect((await sharesOf(stage))[0]).toMatchObject({ act: 'share', outcome: 'done' })
  })

  it.each(['direct_post', 'direct_post.jwt'] as const)(
    'sends every option of every verifier by %s',
    async (response_mode) => {
      stage = await openStage()
      await stage.receive('health-insurance')
      await stage.receive('licence')
      for (const verifier of ['portal', 'clinic', 'rental'] as const) {
        const count = (await stage.open((await stage.control.requestFrom(verifier)).request)).options.length
        expect(count).toBe({ portal: 4, clinic: 2, rental: 1 }[verifier])
        for (let index = 0; index < count; index++) {
          const { id, request } = await stage.control.requestFrom(verifier, { response_mode })
          const summary = await stage.open(request)
          await stage.send(summary, summary.options[index]?.id)
          const outcome = await stage.control.outcomeOf(id)
          expect(outcome.findings.filter(({ ok }) => !ok)).toEqual([])
          expect(outcome.verified).toBe(true)
          expect(namesIn(outcome).sort()).toEqual(offered(summary)[index]?.sort())
        }
      }
    },
  )

  it('shows the car rental driving privileges and an age, and nothing else', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const { id, request } = await stage.control.requestFrom('rental', { request_uri_method: 'post' })
    await stage.send(await stage.open(request))
    expect(namesIn(await stage.control.outcomeOf(id)).sort()).toEqual(['age_over_20', 'driving_privileges'])
  })

  it('writes names and never values to the ledger', async () => {
    stage = await openStage()
    await stage.receive('health-insurance')
    const { id, request } = await stage.control.requestFrom('portal')
    await stage.send(await stage.open(request))
    const [entry] = await sharesOf(stage)
    expect(entry).toMatchObject({
      act: 'share',
      outcome: 'done',
      party: '練習用ポータル',
      purpose: '医療費助成の申請の受付',
    })
    expect(entry?.items[0]?.attributes.map(({ ja }) => ja).sort()).toEqual(['氏名', '生年月日'])
    const written = JSON.stringify(await stage.drawer.ledger())
    const values = (await stage.control.outcomeOf(id)).attributes.flatMap(({ claims }) =>
      claims.map(({ value }) => String(value)),
    )
    expect(values).toHaveLength(2)
    for (const value of values) expect(written).not.toContain(value)
  })

  it('counts earlier shares with the same verifier', async () => {
    stage = await openStage()
    await stage.receive('licence')
    await stage.send(await stage.open((await stage.control.requestFrom('rental')).request))
    expect((await stage.open((await stage.control.requestFrom('rental')).request)).sharedBefore).toBe(1)
    expect((await stage.open((await stage.control.requestFrom('rental')).request)).sharedBefore).toBe(1)
  })

  it('lets the person choose between two credentials that both answer, and sends that one', async () => {
    stage = await openStage()
    const first = await stage.receive('licence')
    const second = await stage.receive('licence')
    const { id, request } = await stage.control.requestFrom('rental')
    const summary = await stage.open(request)
    const option = summary.options[0]
    expect(option?.parts[0]?.candidates.map(({ credential }) => credential.id).sort()).toEqual(
      [first.id, second.id].sort(),
    )
    const send = (credentials: Record<string, string>) =>
      sendShare(stage.ports, {
        drawer: stage.drawer,
        pending: stage.requests,
        language,
        id: summary.id,
        choice: { optionId: option?.id ?? '', credentials },
      })
    expect(await failureOf(send({}))).toEqual({ code: 'request.choiceInvalid' })
    expect(await failureOf(send({ licence: 'another' }))).toEqual({ code: 'request.choiceInvalid' })
    await send({ licence: second.id })
    expect((await stage.control.outcomeOf(id)).verified).toBe(true)
  })

  it('answers two queries with the same credential, each with its own claims', async () => {
    stage = await openStage()
    await stage.receive('health-insurance')
    const meta = { vct_values: [insuranceVct] }
    const { id, request } = await stage.control.requestFrom('portal', {
      dcql_query: {
        credentials: [
          { id: 'a', format: 'dc+sd-jwt', meta, claims: [{ path: ['name'] }] },
          { id: 'b', format: 'dc+sd-jwt', meta, claims: [{ path: ['birth_date'] }] },
        ],
      },
    })
    const receipt = await stage.send(await stage.open(request))
    const outcome = await stage.control.outcomeOf(id)
    expect(outcome).toMatchObject({ verified: true })
    expect(outcome.attributes.map(({ query, claims }) => [query, claims.map(({ path }) => path)])).toEqual([
      ['a', [['name']]],
      ['b', [['birth_date']]],
    ])
    expect(receipt.shared).toHaveLength(1)
    expect(receipt.shared[0]?.attributes).toHaveLength(2)
  })

  it.each(['health-insurance', 'licence'] as const)('finds a %s by the authority that vouches for it', async (kind) => {
    stage = await openStage()
    await stage.receive(kind)
    const { subjectKeyId = '' } = readCertificate(stage.world.authorities.credentials.certificate)
    const ask = (values: string[]) => {
      const trusted_authorities = [{ type: 'aki', values }]
      const credential =
        kind === 'licence'
          ? { id: 'a', format: 'mso_mdoc', meta: { doctype_value: 'org.iso.18013.5.1.mDL' }, trusted_authorities }
          : { id: 'a', format: 'dc+sd-jwt', meta: { vct_values: [insuranceVct] }, trusted_authorities }
      return stage.control.requestFrom('portal', { dcql_query: { credentials: [credential] } })
    }
    const { id, request } = await ask(['AAAA', Buffer.from(subjectKeyId, 'hex').toString('base64url')])
    await stage.send(await stage.open(request))
    expect((await stage.control.outcomeOf(id)).verified).toBe(true)
    expect(await failureOf(stage.open((await ask(['AAAA'])).request))).toMatchObject({ code: 'request.unanswerable' })
  })

  it('sends what cannot be withheld, and nothing more, when no claims are asked', async () => {
    stage = await openStage()
    await stage.receive('health-insurance')
    await stage.receive('licence')
    const { id, request } = await stage.control.requestFrom('portal', {
      dcql_query: {
        credentials: [
          { id: 'a', format: 'dc+sd-jwt', meta: { vct_values: [insuranceVct] } },
          { id: 'b', format: 'mso_mdoc', meta: { doctype_value: 'org.iso.18013.5.1.mDL' } },
        ],
      },
    })
    const summary = await stage.open(request)
    await stage.send(summary)
    const outcome = await stage.control.outcomeOf(id)
    expect([outcome.verified, namesIn(outcome)]).toEqual([true, []])
  })
})

describe('declining', () => {
  it('tells the verifier no more than that there is no answer', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const { id, request } = await stage.control.requestFrom('rental')
    let sent = ''
    stage.network = async (outgoing) => {
      if (outgoing.url.includes('/responses/')) sent = await outgoing.clone().text()
      return stage.portal.fetch(outgoing)
    }
    const summary = await stage.open(request)
    await decline(stage, summary.id)
    expect([...new URLSearchParams(sent).keys()].sort()).toEqual(['error', 'state'])
    expect(await stage.control.outcomeOf(id)).toMatchObject({ state: 'declined', error: 'access_denied' })
    expect(await sharesOf(stage)).toMatchObject([{ act: 'decline', outcome: 'declined', items: [] }])
    expect(await failureOf(stage.send(summary))).toEqual({ code: 'pending.gone' })
  })

  it('says the same word for what is not there', async () => {
    stage = await openStage()
    const { id, request } = await stage.control.requestFrom('rental')
    const failure = await failureOf(stage.open(request))
    expect(failure).toMatchObject({ code: 'request.unanswerable', missing: ['org.iso.18013.5.1.mDL'] })
    expect((await stage.control.outcomeOf(id)).state).toBe('pending')
    await decline(stage, failure.code === 'request.unanswerable' ? (failure.pendingId ?? '') : '')
    expect(await stage.control.outcomeOf(id)).toMatchObject({ state: 'declined', error: 'access_denied' })
  })

  it('holds here even when the verifier cannot be told', async () => {
    stage = await openStage()
    await stage.receive('licence')
    const { request } = await stage.control.requestFrom('rental')
    const { id } = await stage.open(request)
    stage.network = async () => fail({ code: 'portal.unreachable' })
    await decline(stage, id)
    stage.network = undefined
    const again = await stage.open(request)
    expect(await failureOf(stage.send(again))).toEqual({ code: 'request.replayed' })
  })
})
