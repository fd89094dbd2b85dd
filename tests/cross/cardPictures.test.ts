// Pictures of a card become PNG and nothing else; what is no picture, or too large a one, becomes none.
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import type { DrawerProcess } from '../../main/drawer/remote.ts'
import { codestreamSize, drawPicture, mostPixels } from '../../main/pictures/decodePicture.ts'
import { drawPictures } from '../../main/pictures/drawPictures.ts'
import { greyJp2File } from '../../practice/card/jp2File.ts'
import { externalCharacterPicture, portraitCodestream, portraitSize, textPicture } from '../../practice/cardPictures.ts'
import { pictureProcess } from '../support/processes.ts'

const photo = portraitCodestream('hanako')
const jp2 = greyJp2File(photo, portraitSize)
const never = new AbortController().signal

/** Mean brightness of each quarter: a drawn face has its dark and light where it has them. */
function quarters(png: Uint8Array): number[] {
  const { width, height, data } = decode(png)
  const sums = [0, 0, 0, 0]
  for (let at = 0; at < data.length; at++) {
    const index = (Math.floor(at / width) * 2 >= height ? 2 : 0) + ((at % width) * 2 >= width ? 1 : 0)
    sums[index] = (sums[index] ?? 0) + (data[at] ?? 0)
  }
  return sums.map((sum) => sum / (data.length / 4))
}

/** Width and height written into the codestream's SIZ segment, whatever its data holds. */
function resized(width: number, height: number, tile = width): Uint8Array {
  const copy = Buffer.from(photo)
  const start = copy.indexOf('FF4FFF51', 0, 'hex') + 8
  for (const [index, value] of [width, height, 0, 0, tile, height].entries())
    copy.writeUInt32BE(value, start + index * 4)
  return Uint8Array.from(copy)
}

describe('JPEG 2000', () => {
  it('is drawn from a JP2 file and from a bare codestream alike, in its size and with its content', async () => {
    const [one, other] = [
      await drawPicture({ kind: 'jpeg2000', bytes: jp2 }),
      await drawPicture({ kind: 'jpeg2000', bytes: photo }),
    ]
    expect(one).toEqual(other)
    const { width, height, channels, depth } = decode(one ?? new Uint8Array())
    expect({ width, height, channels, depth }).toEqual({ ...portraitSize, channels: 1, depth: 8 })
    const drawn = quarters(one ?? new Uint8Array())
    expect(Math.max(...drawn) - Math.min(...drawn)).toBeGreaterThan(5)
    const somebodyElse = await drawPicture({ kind: 'jpeg2000', bytes: portraitCodestream('ume') })
    expect(one).not.toEqual(somebodyElse)
  })

  it.each([
    ['of a billion points', resized(32_768, 32_768)],
    ['of four megapixels and one row', resized(2000, 2001)],
    ['of a million tiles', resized(1000, 1000, 1)],
    ['of no width', resized(0, 100)],
    ['cut short in its header', photo.subarray(0, 30)],
    ['that is none', new Uint8Array(500).fill(0x41)],
    ['longer than any file of a card', Uint8Array.from([...photo, ...new Uint8Array(33_000)])],
  ])('%s is refused before it is decoded', async (_, bytes) => {
    const started = performance.now()
    expect(await drawPicture({ kind: 'jpeg2000', bytes })).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('tells its size before anything is decoded', () => {
    expect(codestreamSize(jp2)).toEqual(portraitSize)
    expect(codestreamSize(resized(300, 400))).toEqual({ width: 300, height: 400 })
  })

  it('with any byte turned over gives a picture of the size that it tells, or none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(photo.length - 1), fc.nat(255), async (at, value) => {
        const bytes = Uint8Array.from(photo)
        bytes[at] = value
        const drawn = await drawPicture({ kind: 'jpeg2000', bytes })
        if (drawn === undefined) return
        const { width, height } = decode(drawn)
        expect({ width, height }).toEqual(codestreamSize(bytes))
        expect(width * height).toBeLessThanOrEqual(mostPixels)
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('PNG', () => {
  it('is written anew, with its points and nothing else', async () => {
    const given = textPicture('練習　太郎')
    // A text chunk before the end: it has to be gone afterwards.
    const note = Buffer.concat([
      Buffer.from('00000005', 'hex'),
      Buffer.from('tEXtA\0BCD'),
      Buffer.from('00000000', 'hex'),
    ])
    const end = Buffer.from(given).indexOf('IEND') - 4
    const withNote = Uint8Array.from([...given.subarray(0, end), ...note, ...given.subarray(end)])
    const drawn = await drawPicture({ kind: 'png', bytes: given })
    const { width, height, channels, data } = decode(drawn ?? new Uint8Array())
    expect({ width, height, channels }).toEqual({ width: 216, height: 12, channels: 1 })
    expect(new Set(data)).toEqual(new Set([0, 255]))
    const cleaned = await drawPicture({ kind: 'png', bytes: withNote })
    expect(Buffer.from(cleaned ?? []).includes('tEXt')).toBe(false)
  })

  it('that unpacks to more than it says, or says too much, is refused', async () => {
    const header = (width: number, height: number) => {
      const data = Buffer.alloc(13)
      data.writeUInt32BE(width, 0)
      data.writeUInt32BE(height, 4)
      data.set([8, 0, 0, 0, 0], 8)
      return chunk('IHDR', data)
    }
    const magic = Buffer.from('89504E470D0A1A0A', 'hex')
    const bomb = Buffer.concat([
      magic,
      header(8000, 8000),
      chunk('IDAT', deflateSync(new Uint8Array(1_000_000))),
      chunk('IEND', Buffer.alloc(0)),
    ])
    expect(await drawPicture({ kind: 'png', bytes: bomb })).toBeUndefined()
    const short = Buffer.concat([magic, header(100, 100), chunk('IDAT', deflateSync(new Uint8Array(10)))])
    expect(await drawPicture({ kind: 'png', bytes: short })).toBeUndefined()
    expect(
      await drawPicture({ kind: 'png', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }),
    ).toBeUndefined()
  })
})

describe('external characters', () => {
  it('are ink on clear ground', async () => {
    const drawn = await drawPicture({ kind: 'bitmap', bytes: externalCharacterPicture('花') })
    const { width, height, channels, data } = decode(drawn ?? new Uint8Array())
    expect({ width, height, channels }).toEqual({ width: 32, height: 32, channels: 2 })
    const opaque = [...data].filter((value, index) => index % 2 === 1 && value === 255).length
    expect(opaque).toBeGreaterThan(40)
    expect(opaque).toBeLessThan(800)
    expect(await drawPicture({ kind: 'bitmap', bytes: new Uint8Array(7) })).toBeUndefined()
  })
})

describe('the process that draws', () => {
  it('gives data: URLs in the order of the pictures, and none for what is none', async () => {
    const drawn = await drawPictures(
      pictureProcess,
      [
        { kind: 'jpeg2000', bytes: jp2 },
        { kind: 'png', bytes: new Uint8Array(10) },
        { kind: 'bitmap', bytes: externalCharacterPicture('花') },
      ],
      never,
    )
    expect(drawn.map((url) => url?.slice(0, 22))).toEqual([
      'data:image/png;base64,',
      undefined,
      'data:image/png;base64,',
    ])
  })

  it('is ended when it says nothing, dies or lies, and gives no picture then', async () => {
    const ends: string[] = []
    const fake = (act: (told: (message: unknown) => void, gone: () => void) => void) => (): DrawerProcess => {
      let told: (message: unknown) => void = () => undefined
      let gone: () => void = () => undefined
      return {
        post: () => act(told, gone),
        onMessage: (listener) => {
          told = listener
        },
        onExit: (listener) => {
          gone = listener
        },
        kill: async () => void ends.push('killed'),
      }
    }
    const one = [{ kind: 'png', bytes: textPicture('1101') }] as const
    expect(
      await drawPictures(
        fake((_, gone) => gone()),
        one,
        never,
      ),
    ).toEqual([null])
    expect(
      await drawPictures(
        fake((told) => told(['<svg/>'])),
        one,
        never,
      ),
    ).toEqual([null])
    expect(
      await drawPictures(
        fake((told) => told([Uint8Array.of(1, 2, 3)])),
        one,
        never,
      ),
    ).toEqual([null])
    const stopping = new AbortController()
    const stopped = drawPictures(
      fake(() => stopping.abort()),
      one,
      stopping.signal,
    )
    await expect(stopped).rejects.toMatchObject({ failure: { code: 'app.cancelled' } })
    expect(ends).toEqual(['killed', 'killed', 'killed', 'killed'])
  })
})

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type), data])
  let crc = 0xffffffff
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(~crc >>> 0)
  return Buffer.concat([length, body, sum])
}
