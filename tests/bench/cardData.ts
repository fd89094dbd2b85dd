// Reading everything that cards hold beside the same bytes read by hand: applications, PINs and READ BINARY, nothing else.
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { readCardAttributes, readCardFace, readLicence } from '../../main/journeys/readCardData.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import { openWorld } from '../../practice/world.ts'
import { readingStage } from '../support/cardReading.ts'
import { plugCard } from '../support/program.ts'
import { readerAt, talk } from './cardAtHand.ts'
import { inTurn, median, type Row } from './row.ts'

const [ownCard, licenceCard] = [readerAt(0), readerAt(1)]

/** @returns how long cards are held for attributes, face and a whole licence; its notes tell commands, and time with pictures */
export async function cardDataRow(home: string, worldFolder: string, runs: number): Promise<Row> {
  const person = (await openWorld(worldFolder, () => new Date())).person('hanako')
  if (person === undefined) throw new Error('nobody is called hanako')
  const plugged = [await plugCard(home, 'hanako', 0), await plugCard(home, 'hanako', 1, undefined, 'licence')]
  const readers = pcscReaders()
  const stage = readingStage(readers, (question: SecretQuestion) =>
    question.kind === 'pin' ? (person.pins[question.pin] ?? '') : checkNumberB(person),
  )
  const whole: number[] = []
  try {
    const read = async (): Promise<number> => {
      for (const reader of [ownCard, licenceCard]) await stage.looked(reader)
      const start = performance.now()
      await readCardAttributes(stage.reading(ownCard), 'pin')
      await readCardFace(stage.reading(ownCard))
      await readLicence(stage.reading(licenceCard), true)
      whole.push(performance.now() - start)
      return stage.loans.reduce((sum, { ms }) => sum + ms, 0)
    }
    await read()
    const ours = stage.loans.map(({ commands }) => commands)
    const bare = [ours.slice(0, -1).flat().filter(needed), (ours.at(-1) ?? []).filter(needed)] as const
    const measure = await inTurn(runs, read, async () => {
      return (await talk(ownCard, bare[0])) + (await talk(licenceCard, bare[1]))
    })
    const bytes = await bytesOf(bare)
    return {
      name: 'reading all card data',
      unit: 'ms',
      ...measure,
      floorName: 'the same bytes by hand',
      aim: 1.5,
      notes: `${ours.flat().length} commands, by hand ${bare.flat().length}; ${bytes} bytes of files; ${median(whole).toFixed(0)} ms with questions answered at once and four pictures drawn`,
    }
  } finally {
    await stage.close()
    await readers.close()
    for (const card of plugged) await card.pullOut()
  }
}

/** Applications and master file, PINs, and reading; not what guards, counts or leaves clean. */
function needed(command: Uint8Array): boolean {
  const [, ins, p1] = command
  const text = Buffer.from(command).toString('hex')
  if (ins === 0xa4) return p1 !== 0x02 && !text.includes('d392f00026') && !text.includes('a000000151')
  if (ins === 0x20) return command.length > 4
  return ins === 0xb0 && !text.startsWith('00b08a')
}

const bytesOf = async (lists: readonly (readonly Uint8Array[])[]): Promise<number> => {
  let bytes = 0
  for (const [index, list] of lists.entries())
    await talk(index === 0 ? ownCard : licenceCard, list, (command, answer) => {
      if (command[1] === 0xb0) bytes += answer.length - 2
    })
  return bytes
}
