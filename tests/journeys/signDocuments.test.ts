// Signing with the card: one PIN entry for all, nothing half done, and the card left with nothing open.
import { afterEach, describe, expect, it } from 'vitest'
import { rememberCertificates } from '../../main/card/certificateFile.ts'
import { verifyDocument } from '../../main/documents/verifyDocument.ts'
import { fail } from '../../main/failure.ts'
import { type SignDocuments, signDocuments } from '../../main/journeys/signDocuments.ts'
import type { CardReaders, Transmit } from '../../main/ports.ts'
import { pdfOf, plainObjects } from '../support/pdfs.ts'
import { failureOf, openStage, type Stage, testReader } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

type Saved = readonly Uint8Array[]
const documents = [pdfOf(), pdfOf(plainObjects, { form: 'packed' }), pdfOf(plainObjects, { form: 'stream' })]
const commands: string[] = []
/** Strikes before a command of that kind is sent for the given time; counted from 1. */
let strike: { ins: number; time: number; act: () => void } | undefined
let answerInstead: ((command: Uint8Array, answer: Uint8Array) => Uint8Array) | undefined

function watched(readers: CardReaders): CardReaders {
  const transmitting =
    (transmit: Transmit): Transmit =>
    async (command) => {
      commands.push(Buffer.from(command).toString('hex').toUpperCase())
      if (strike !== undefined && command[1] === strike.ins && --strike.time === 0) strike.act()
      const answer = await transmit(command)
      return answerInstead === undefined ? answer : answerInstead(command, answer)
    }
  return { ...readers, withCard: (id, work) => readers.withCard(id, (transmit) => work(transmitting(transmit))) }
}

async function begin(person = 'taro', options = {}): Promise<void> {
  strike = undefined
  answerInstead = undefined
  stage = await openStage(person, options, watched)
  stage.typed = stage.world.person(person)?.pins.signature ?? 'ABC123'
  await stage.cards.look(testReader)
  commands.length = 0
}

function sign(more: Partial<SignDocuments<Saved>> = {}, signal = new AbortController().signal): Promise<Saved> {
  return signDocuments(
    { ...stage.ports, cards: stage.cards, signal, guard: async () => undefined },
    {
      reader: testReader,
      form: 'pades',
      documents,
      ownMemory: rememberCertificates(),
      save: async (signed: Saved) => signed,
      ...more,
    },
  )
}

const verifies = () => commands.filter((hex) => hex.startsWith('0020') && hex.length > 10)
const signatures = () => commands.filter((hex) => hex.startsWith('802A'))

describe('signing', () => {
  it('asks once and proves the PIN once for three documents, all of which hold', async () => {
    await begin()
    const signed = await sign()
    expect(stage.asked).toMatchObject([{ kind: 'pin', pin: 'signature', purpose: 'sign', triesLeft: 5 }])
    expect([verifies().length, signatures().length]).toEqual([1, 3])
    const trust = { anchors: stage.trust.jpki.signature }
    for (const bytes of signed)
      expect(await verifyDocument(bytes, { trust, at: stage.ports.now() })).toMatchObject({ valid: true })
    // Leaving every application clears what was verified.
    expect(commands.at(-1)).toMatch(/^00A4040C..A000000151/)
  })

  it('reads no certificate that it has read before, and one signature more costs one command', async () => {
    await begin()
    const ownMemory = rememberCertificates()
    await sign({ ownMemory })
    const first = commands.length
    commands.length = 0
    await sign({ ownMemory })
    const again = commands.length
    expect(again).toBeLessThan(first - 5)
    // Select, compare, authority, count, VERIFY, own certificate, three signatures, leave.
    expect(again).toBeLessThanOrEqual(10)
  })

  it('signs without the authority’s certificate where the card’s copy cannot be read', async () => {
    await begin()
    // READ BINARY of the file 0002 by its short identifier.
    answerInstead = (command, answer) =>
      command[1] === 0xb0 && command[2] === 0x82 ? new Uint8Array([4, 1, 0, ...answer.subarray(3)]) : answer
    const signed = await sign()
    const trust = { anchors: stage.trust.jpki.signature }
    for (const bytes of signed)
      expect(await verifyDocument(bytes, { trust, at: stage.ports.now() })).toMatchObject({ valid: true })
  })

  it('writes form and number into the drawer, and no more', async () => {
    await begin()
    await sign({ drawer: stage.drawer, form: 'adbe' })
    expect(await stage.drawer.ledger()).toMatchObject([
      {
        act: 'sign',
        outcome: 'done',
        party: '',
        items: [{ credential: { en: '3 documents (PDF, PKCS#7)' }, attributes: [] }],
      },
    ])
  })

  it('writes a failure down as one', async () => {
    await begin()
    const save = async () => fail({ code: 'file.notWritten' })
    expect(await failureOf(sign({ drawer: stage.drawer, save }))).toEqual({ code: 'file.notWritten' })
    expect(await stage.drawer.ledger()).toMatchObject([{ act: 'sign', outcome: 'failed', failure: 'file.notWritten' }])
  })
})

describe('what ends it', () => {
  const notSaved = async (): Promise<Saved> => {
    throw new Error('it was saved')
  }

  it('a document that cannot be signed: before any PIN is asked', async () => {
    await begin()
    const wrong = [...documents, new Uint8Array(Buffer.from('hello'))]
    expect(await failureOf(sign({ documents: wrong, save: notSaved }))).toEqual({ code: 'document.notPdf' })
    expect([stage.asked, commands]).toEqual([[], []])
  })

  it('too much in one go', async () => {
    await begin()
    const large = new Uint8Array(45 * 1024 * 1024)
    const many = Array.from({ length: 5 }, () => large)
    expect(await failureOf(sign({ documents: many, form: 'cms', save: notSaved }))).toEqual({
      code: 'document.tooLarge',
    })
    expect(stage.asked).toEqual([])
  })

  it('a wrong PIN: one try, nothing signed', async () => {
    await begin()
    stage.typed = 'WRONG0000'
    expect(await failureOf(sign({ save: notSaved }))).toEqual({ code: 'card.pinWrong', triesLeft: 4 })
    expect([verifies().length, signatures().length]).toEqual([1, 0])
    expect(stage.card.triesLeft('signature')).toBe(4)
  })

  it('a card that is pulled out at the second signature: nothing is saved', async () => {
    await begin()
    strike = { ins: 0x2a, time: 2, act: () => stage.readers.remove(testReader) }
    expect(await failureOf(sign({ save: notSaved }))).toEqual({ code: 'card.removed' })
  })

  it('a card that signs something else', async () => {
    await begin()
    answerInstead = (command, answer) =>
      command[1] === 0x2a ? new Uint8Array([...answer.subarray(0, -3), 0, ...answer.subarray(-2)]) : answer
    expect(await failureOf(sign({ save: notSaved }))).toEqual({ code: 'card.garbled', step: 'sign (mismatch)' })
  })

  it('a cancel between two signatures', async () => {
    await begin()
    const stop = new AbortController()
    strike = { ins: 0x2a, time: 2, act: () => stop.abort() }
    expect(await failureOf(sign({ save: notSaved }, stop.signal))).toEqual({ code: 'app.cancelled' })
  })

  it('a holder without a signing certificate', async () => {
    await begin('haruto')
    expect(await failureOf(sign({ save: notSaved }))).toEqual({ code: 'card.noCertificate' })
    expect([stage.asked, verifies()]).toEqual([[], []])
  })

  it('a certificate that has ended: after the PIN, before anything is signed', async () => {
    await begin()
    stage.wait(61 * 24 * 60 * 60 * 1000)
    expect(await failureOf(sign({ save: notSaved }))).toMatchObject({ code: 'card.certificateExpired' })
    expect([verifies().length, signatures().length]).toEqual([1, 0])
  })

  it('a locked PIN, and a card whose count is another than was shown: nothing is sent', async () => {
    await begin('taro', { triesLeft: { signature: 0 } })
    expect(await failureOf(sign({ save: notSaved }))).toEqual({ code: 'card.pinLocked' })
    expect([stage.asked, verifies()]).toEqual([[], []])
  })
})

it('wipes the PIN whatever happens', async () => {
  await begin()
  const given: Uint8Array[] = []
  const { askSecret } = stage.ports
  const keep = async (...question: Parameters<typeof askSecret>) => {
    const bytes = await askSecret(...question)
    given.push(bytes)
    return bytes
  }
  const using = { ...stage.ports, askSecret: keep, cards: stage.cards, guard: async () => undefined }
  const wanted = { reader: testReader, form: 'pades', documents, ownMemory: rememberCertificates() } as const
  const signal = new AbortController().signal
  await signDocuments({ ...using, signal }, { ...wanted, save: async () => undefined })
  stage.typed = 'WRONG0000'
  await failureOf(signDocuments({ ...using, signal }, { ...wanted, save: async () => undefined }))
  expect(given.map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true])
})
