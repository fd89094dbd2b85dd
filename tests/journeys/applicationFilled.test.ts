// A form that the wallet fills: from the card, from a credential, and from what was sent before.
import { beforeAll, describe, expect, it } from 'vitest'
import { dropDraft } from '../../main/journeys/drafts.ts'
import { offerFilling } from '../../main/journeys/fillDraft.ts'
import { jpeg, named } from '../../practice/portal/testApplication.ts'
import { applied, applyingInFile, filesToAttach } from '../support/applying.ts'
import { failureOf } from '../support/stage.ts'

const file = filesToAttach()
const taro = await applyingInFile('taro')
beforeAll(async () => {
  await taro.stage.receive('health-insurance')
  const { id: credentialId } = await taro.stage.receive('licence')
  await applied(taro, 'benefit', 'taro', {
    passbook: file('通帳.jpg', jpeg),
    identity: { kind: 'credential', credentialId, attributes: ['/org.iso.18013.5.1/resident_address'] },
  })
})

describe('filled by the wallet', () => {
  it('about whom it concerns: what the card said goes when that is somebody else, what was typed stays', async () => {
    const { draft } = await taro.begin('care-need')
    const { id } = draft
    await taro.save(id, { phone: '090-0000-0001' })
    const own = await taro.fill(id, { kind: 'card', by: 'pin' })
    expect(own.draft.form).toMatchObject({ insured: { name: '練習　太郎' } })
    const { name, birth_date: birthDate } = named(taro.portal, 'ume')
    const whom = { kind: 'family', name, birthDate } as const
    const others = await taro.concern(id, whom)
    expect(others.draft).toMatchObject({
      form: { insured: { name, birth_date: birthDate }, address: '', phone: '090-0000-0001' },
      onBehalf: { name },
    })
    expect(others.draft.sources).not.toHaveProperty('/address')
    expect((await taro.concern(id, whom)).draft.form).toEqual(others.draft.form)
    const offers = await offerFilling(taro.where(), id, taro.stage.ports.now().toISOString())
    expect([offers.card, offers.credentials]).toEqual([[], []])
    expect(await failureOf(taro.fill(id, { kind: 'card', by: 'pin' }))).toEqual({ code: 'draft.forOther' })
    await dropDraft(taro.stage, id)
  })

  it('from the card, from a credential and from before, each with its source; what was typed stays', async () => {
    const { draft } = await taro.begin('benefit')
    const { id } = draft
    await taro.save(id, { phone: '090-0000-0001' })
    const at = taro.stage.ports.now().toISOString()
    const offers = await offerFilling(taro.where(), id, at)
    expect(offers.card).toEqual(['/head', '/address'])
    expect(taro.asked).toEqual([])
    const byCard = await taro.fill(id, { kind: 'card', by: 'pin' })
    expect(taro.asked).toEqual(['input'])
    expect(byCard.draft.form).toMatchObject({ head: '練習　太郎', phone: '090-0000-0001' })
    expect(byCard.draft.sources['/head']).toMatchObject({ from: 'card' })
    const insurance = offers.credentials.find(({ name }) => name.ja.includes('健康保険'))
    expect(insurance?.places).toContain('/account/holder_kana')
    const byCredential = await taro.fill(id, { kind: 'credential', credentialId: insurance?.credentialId ?? '' })
    expect(byCredential.draft.sources['/account/holder_kana']).toMatchObject({
      from: 'credential',
      name: insurance?.name.ja,
    })
    // What the card gave stays the card's.
    expect(byCredential.draft.sources['/head']).toMatchObject({ from: 'card' })
    const [before] = offers.earlier.filter(({ title }) => title === '練習生活応援給付金')
    const byEarlier = await taro.fill(id, { kind: 'earlier', receiptNo: before?.receiptNo ?? '' })
    expect(byEarlier.draft.form).toMatchObject({ members: 5, account: { number: '0000001' }, phone: '090-0000-0001' })
    expect(byEarlier.draft.form).not.toHaveProperty('consent')
    const typed = await taro.save(id, { ...byEarlier.draft.form, members: 3 })
    expect(typed.draft.sources).not.toHaveProperty('/members')
    expect(typed.draft.sources['/account/number']).toMatchObject({ from: 'earlier', name: '練習生活応援給付金' })
  })
})
