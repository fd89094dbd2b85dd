// A later card log-in beside the same commands sent by hand over the same PC/SC.
import { Context, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_RESET_CARD, SCARD_SHARE_EXCLUSIVE } from 'smartcard'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { rememberCertificates } from '../../main/card/certificateFile.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { logIn } from '../../main/journeys/logIn.ts'
import type { CardReaders } from '../../main/ports.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import { startPortal } from '../../practice/portal/startPortal.ts'
import { openWorld } from '../../practice/world.ts'
import { temporaryFolder, testDrawer } from '../support/drawers.ts'
import { plugCard } from '../support/program.ts'
import { inTurn, type Row, timed } from './row.ts'

/** @returns the row; its notes say how many commands a first and a later log-in took */
export async function cardLogInRow(home: string, worldFolder: string, runs: number): Promise<Row> {
  const now = () => new Date()
  const world = await openWorld(worldFolder, now)
  const trust = world.trust()
  const { running, stop } = await startPortal({ folder: worldFolder })
  const card = await plugCard(home, 'taro')
  const folder = temporaryFolder()
  const room = remoteRoom(forkedDrawer('main/drawer/process.ts'))
  const drawer = await room.create(testDrawer(folder.path, { trust }).create)
  const readers = pcscReaders()
  try {
    const reader = 'Virtual PCD 00 00'
    const memory = rememberCertificates()
    const sent: Uint8Array[][] = []
    const counting: CardReaders = {
      ...readers,
      withCard: (id, work) =>
        readers.withCard(id, (transmit) => {
          const commands: Uint8Array[] = []
          sent.push(commands)
          return work((command) => {
            commands.push(Uint8Array.from(command))
            return transmit(command)
          })
        }),
    }
    const ports = {
      readers: counting,
      fetch: createHttpsFetch({ loopback: true, ca: trust.tls }),
      now,
      askSecret: async () => new TextEncoder().encode(card.pins.authentication),
    }
    const profile = practiceProfile(running.origin, trust.tls)
    const enter = () => logIn(ports, { drawer, profile, trust, language: 'en', reader, person: 'taro', memory })
    const measure = await inTurn(
      runs,
      () => timed(enter),
      () => timed(() => byHand(reader, sent.at(-1) ?? [])),
    )
    return {
      name: 'later card log-in',
      unit: 'ms',
      ...measure,
      floorName: 'the same commands by hand',
      aim: 1.2,
      notes: `first log-in ${sent[0]?.length} commands, a later one ${sent.at(-1)?.length}; portal over HTTPS on loopback included, typing apart`,
    }
  } finally {
    await readers.close()
    await room.end()
    folder.remove()
    await card.pullOut()
    await stop()
  }
}

async function byHand(readerName: string, commands: readonly Uint8Array[]): Promise<void> {
  const context = new Context()
  const reader = context.listReaders().find(({ name }) => name === readerName)
  if (reader === undefined) throw new Error('no reader')
  const card = await reader.connect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
  for (const command of commands) await card.transmit(Buffer.from(command))
  card.disconnect(SCARD_RESET_CARD)
  context.close()
}
