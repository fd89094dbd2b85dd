import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../preload/secretContract.ts'
import { newRecoveryCode } from './drawer/recoveryCode.ts'
import type { PinName, SecretQuestion } from './ports.ts'
import { shareText, splitKey } from './recovery/share.ts'
import { judgeSecret } from './secretRules.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text))
const judge = (question: SecretQuestion, text: string, confirmedLastTry = false): Promise<Verdict> =>
  judgeSecret(question, { secret: bytes(text), confirmedLastTry })
const pin = (name: PinName, left = 3): SecretQuestion => ({
  kind: 'pin',
  pin: name,
  triesLeft: left,
  purpose: 'logIn',
})
const form = { accepted: false, because: 'form' }
const good = { accepted: true }

describe('a PIN', () => {
  it.each(['authentication', 'input', 'resident', 'licence1', 'licence2', 'licenceOnCard'] as const)(
    '%s is four digits and nothing else',
    async (name) => {
      expect(await judge(pin(name), '1357')).toEqual(good)
      for (const text of ['', '123', '12345', '12a4', '１２３４', '****', ' 1357', '1357\n'])
        expect(await judge(pin(name), text), text).toEqual(form)
    },
  )
  it('signature is 6 to 16 letters and digits with one of each; letters count as capitals', async () => {
    for (const text of ['RENSHU01', 'renshu01', 'A23456', 'A234567890123456'])
      expect(await judge(pin('signature'), text), text).toEqual(good)
    for (const text of ['A2345', 'A2345678901234567', 'ABCDEF', '123456', 'ABC-12', 'ÄBCDE1', 'RENSHU 1'])
      expect(await judge(pin('signature'), text), text).toEqual(form)
  })
  it('at the last try wants the person’s word, and only once it can be the PIN', async () => {
    expect(await judge(pin('input', 1), '1357')).toEqual({ accepted: false, because: 'lastTry' })
    expect(await judge(pin('input', 1), '1357', true)).toEqual(good)
    expect(await judge(pin('input', 1), '135', true)).toEqual(form)
  })
})

describe('a new PIN', () => {
  const fresh = (name: 'authentication' | 'signature', old: string, more: object = {}): SecretQuestion => ({
    kind: 'newPin',
    pin: name,
    old: bytes(old),
    known: ['19800217'],
    ...more,
  })
  it('is refused with the reason why it would be guessed', async () => {
    for (const [text, reason] of [
      ['1357', 'same'],
      ['0217', 'birthday'],
      ['5502', 'birthday'],
      ['1234', 'run'],
      ['8888', 'repeated'],
    ])
      expect(await judge(fresh('authentication', '1357'), text ?? '')).toEqual({
        accepted: false,
        because: 'weakPin',
        reason,
      })
    expect(await judge(fresh('authentication', '1357'), '8317')).toEqual(good)
    expect(await judge(fresh('authentication', '1357'), '831')).toEqual(form)
  })
  it('for signing is the old one also in small letters, and holds no name that is written in kana or letters', async () => {
    expect(await judge(fresh('signature', 'RENSHU01'), 'renshu01')).toMatchObject({ reason: 'same' })
    expect(await judge(fresh('signature', 'X9Y8Z7W6', { person: 'れんしゅう たろう' }), 'TAROU456')).toMatchObject({
      reason: 'name',
    })
    expect(await judge(fresh('signature', 'X9Y8Z7W6', { person: '練習 太郎' }), 'K7MOMIJI4')).toEqual(good)
  })
})

describe('照合番号B', () => {
  const number = (left: number): SecretQuestion => ({ kind: 'checkNumberB', triesLeft: left, purpose: 'readFace' })
  it('is a birth date of the era, a year and four digits', async () => {
    expect(await judge(number(10), '55021720352285')).toEqual(good)
    for (const text of ['55021720352', '55131720352285', '55024020352285', '55021719352285', '123456789018', 'x'])
      expect(await judge(number(10), text), text).toEqual(form)
    expect(await judge(number(1), '55021720352285')).toEqual({ accepted: false, because: 'lastTry' })
    expect(await judge(number(1), '55021720352285', true)).toEqual(good)
  })
})

describe('a share', () => {
  const making = { drawerId: randomUUID(), slotId: randomUUID() }
  const shares = () => splitKey(new Uint8Array(32).fill(7), making)
  const asked = (more: Partial<Extract<SecretQuestion, { kind: 'share' }>> = {}): SecretQuestion => ({
    kind: 'share',
    person: '練習 太郎',
    place: 1,
    making,
    ...more,
  })

  it('belongs to the drawer and the making that is asked for, and is not the first one again', async () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = await shares()
    expect(await judge(asked(), shareText(first))).toEqual(good)
    expect(await judge(asked({ first }), shareText(second))).toEqual(good)
    expect(await judge(asked({ first }), shareText(first))).toEqual({ accepted: false, because: 'shareSame' })
    const elsewhere = asked({ making: { ...making, drawerId: randomUUID() } })
    expect(await judge(elsewhere, shareText(first))).toEqual({ accepted: false, because: 'shareOther' })
    const older = asked({ making: { ...making, slotId: randomUUID() } })
    expect(await judge(older, shareText(first))).toEqual({ accepted: false, because: 'shareOld' })
  })

  it('with a wrong letter is told by its line, and a recovery code is no share', async () => {
    const [share = new Uint8Array()] = await shares()
    const text = shareText(share)
    const wrong = `${text.slice(0, -1)}${text.endsWith('7') ? '8' : '7'}`
    expect(await judge(asked(), wrong)).toEqual({ accepted: false, because: 'shareLine', line: 4 })
    expect(await judge(asked(), newRecoveryCode().text)).toEqual(form)
    const shown: SecretQuestion = { kind: 'shareShow', person: '練習 太郎', share: text }
    expect(await judge(shown, text.toLowerCase())).toEqual(good)
    expect(await judge(shown, wrong)).toEqual({ accepted: false, because: 'shareLine', line: 4 })
    expect(await judge(shown, shareText((await shares())[1] ?? share))).toEqual({
      accepted: false,
      because: 'notTypedBack',
    })
  })
})
