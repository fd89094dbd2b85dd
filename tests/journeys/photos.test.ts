// A photo with a place in it goes to the portal as a picture, and as nothing else.
import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { encode as encodePng } from 'fast-png'
import encodeQR from 'qr'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { importPapers } from '../../main/journeys/importPapers.ts'
import { jpegHeader } from '../../main/pictures/jpegHeader.ts'
import { formOf } from '../../practice/portal/testApplication.ts'
import { applyingInFile, sentOf } from '../support/applying.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { inProcessReader } from '../support/inProcessReader.ts'
import {
  chunk,
  exif,
  jpegPoints,
  madeJpeg,
  madePng,
  pngPoints,
  secretPlace,
  segment,
  tellsPlace,
  tiff,
  withChunks,
  withSegments,
} from '../support/photos.ts'
import { failureOf } from '../support/stage.ts'

const sentBody = z.looseObject({
  attachments: z.array(z.looseObject({ id: z.string(), media: z.string(), content: z.string() })),
})

/** What the portal received with the last application, by the rule's id. */
let received = new Map<string, Uint8Array>()
const folder = temporaryFolder()
const file = (name: string, bytes: Uint8Array) => {
  const path = join(folder.path, name)
  writeFileSync(path, bytes)
  return { path }
}
const taro = await applyingInFile('taro')
beforeAll(async () => {
  taro.stage.network = async (request) => {
    if (request.method === 'POST' && request.url.endsWith('/api/applications/v1')) {
      const { attachments } = sentBody.parse(await request.clone().json())
      received = new Map(attachments.map(({ id, content }) => [id, Buffer.from(content, 'base64url')]))
    }
    return taro.stage.portal.fetch(request)
  }
})
beforeEach(() => received.clear())
afterAll(() => folder.remove())

const begun = async (): Promise<string> => {
  const { draft } = await taro.begin('benefit')
  await taro.save(draft.id, formOf(taro.portal, 'benefit', 'taro'))
  return draft.id
}
const photo = async () => withSegments(await madeJpeg(120, 80), exif(6), segment(0xed, 'Photoshop 3.0\0', secretPlace))

it('leaves its place behind when it is attached, says so, and arrives with the same points', async () => {
  const taken = await photo()
  expect(tellsPlace(taken)).toBe(true)
  const id = await begun()
  const { draft } = await taro.attach(id, 'passbook', file('通帳.jpg', taken))
  const [attached] = draft.attachments
  expect(attached).toMatchObject({ name: '通帳.jpg', media: 'image/jpeg', dataTakenOut: true })
  expect((await taro.review(id)).attachments).toMatchObject([{ dataTakenOut: true, size: attached?.size }])
  const { receiptNo } = sentOf(await taro.send(id))
  const arrived = received.get('passbook') ?? new Uint8Array()
  expect(tellsPlace(arrived)).toBe(false)
  expect(arrived.length).toBe(attached?.size)
  expect(jpegHeader(arrived)?.orientation).toBe(6)
  expect(await jpegPoints(arrived)).toEqual(await jpegPoints(taken))
  await taro.stage.control.decide(receiptNo, { status: 'rejected' })
})

it('of a drawer from before is attached as a copy, and sent plain however it got into the draft', async () => {
  const { drawer } = taro.stage
  const taken = withChunks(madePng(40, 30), chunk('tEXt', 'Comment\0', secretPlace))
  const about = {
    media: 'image/png',
    source: { from: 'file', name: 'x.png' },
    receivedAt: '2026-11-01T00:00:00Z',
  } as const
  const name = { ja: '通帳の写し', en: 'Passbook' }
  const own = await drawer.keepPaper({ ...about, kind: 'other', name }, taken)
  const id = await begun()
  const { draft } = await taro.attach(id, 'passbook', { kind: 'paper', paperId: own.id })
  expect(draft.attachments).toMatchObject([{ name: name.ja, dataTakenOut: true }])
  expect(draft.attachments).not.toMatchObject([{ what: { paperId: own.id } }])
  expect(tellsPlace((await drawer.paper(own.id)).bytes)).toBe(true)
  // As a draft of an earlier version has it: the paper itself.
  const before = await drawer.draft(id)
  const attachments = before.attachments.map((one) => ({ ...one, size: own.size, what: { paperId: own.id } }))
  await drawer.saveDraft({ ...before, attachments })
  sentOf(await taro.send(id))
  const arrived = received.get('passbook') ?? new Uint8Array()
  expect(tellsPlace(arrived)).toBe(false)
  expect(pngPoints(arrived)).toEqual(pngPoints(taken))
})

it('that is damaged is not attached, and nothing is left of it', async () => {
  const id = await begun()
  const before = await taro.stage.drawer.papers()
  const broken = (await photo()).subarray(0, 400)
  expect(await failureOf(taro.attach(id, 'passbook', file('x.jpg', broken)))).toEqual({ code: 'draft.fileBroken' })
  expect(await taro.stage.drawer.papers()).toEqual(before)
  expect((await taro.stage.drawer.draft(id)).attachments).toEqual([])
})

it('of a vaccination’s code is kept as a paper without its place', async () => {
  const taken = withChunks(codePicture(), chunk('eXIf', tiff(1)), chunk('iTXt', 'Title\0\0\0\0\0', secretPlace))
  const { drawer, ports, trust } = taro.stage
  const [kept] = await importPapers(
    { ...ports, startVerifierProcess: inProcessReader },
    { drawer, trust, signal: new AbortController().signal, paths: [file('vaccination.png', taken).path] },
  )
  expect(kept).toMatchObject({ kind: 'vaccination', media: 'image/png', dataTakenOut: true })
  const { bytes } = await drawer.paper(kept?.id ?? '')
  expect([tellsPlace(taken), tellsPlace(bytes)]).toEqual([true, false])
  expect(pngPoints(bytes)).toEqual(pngPoints(taken))
})

/** A health card that anybody could have made, as a QR code of four points a square. */
function codePicture(): Uint8Array {
  const head = Buffer.from(JSON.stringify({ alg: 'ES256', zip: 'DEF', kid: 'practice' })).toString('base64url')
  const fhirBundle = { resourceType: 'Bundle', entry: [] }
  const vc = {
    type: ['https://smarthealth.cards#health-card'],
    credentialSubject: { fhirVersion: '4.0.1', fhirBundle },
  }
  const content = { iss: 'https://issuer.example', nbf: 1_640_995_200, vc }
  const signed = `${head}.${deflateRawSync(JSON.stringify(content)).toString('base64url')}`
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  const digits = [...`${signed}.${signature}`].map((one) => String(one.charCodeAt(0) - 45).padStart(2, '0'))
  const rows = encodeQR(`shc:/${digits.join('')}`, 'raw', { border: 4, scale: 4 })
  const data = Uint8Array.from(rows.flat(), (dark) => (dark ? 0 : 255))
  return encodePng({ width: rows.length, height: rows.length, channels: 1, depth: 8, data })
}
