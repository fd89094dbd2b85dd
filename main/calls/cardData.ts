import type { Handlers } from '../../preload/contract.ts'
import { type CardReading, readCardAttributes, readCardFace, readLicence } from '../journeys/readCardData.ts'
import type { ReaderId } from '../ports.ts'
import type { Work } from '../work.ts'
import type { Room } from './room.ts'

/** With a drawer open the card has to be that person's; reading keeps nothing, so it needs no drawer. */
export function cardDataCalls(room: Room): Handlers['cardData'] {
  const { bench } = room
  const reading = (work: Work, reader: ReaderId): CardReading => cardReading(room, work, reader)
  return {
    attributes: ({ reader, by }) => bench.run((work) => readCardAttributes(reading(work, reader), by)),
    face: ({ reader }) => bench.run((work) => readCardFace(reading(work, reader))),
    licence: ({ reader, second }) => bench.run((work) => readLicence(reading(work, reader), second)),
  }
}

/** What reading the card in that reader needs; the guard compares it with the open drawer. */
export function cardReading({ asker, desk, ports, trust }: Room, work: Work, reader: ReaderId): CardReading {
  const person = desk.read()?.name
  return {
    asker: asker(work),
    step: (name) => work.step(name),
    startPictureProcess: ports.startPictureProcess,
    authorities: trust.cardAuthorities ?? [],
    reader,
    ...(person === undefined ? {} : { person }),
  }
}
