import type { Handlers } from '../../preload/contract.ts'
import type { CardPinName } from '../../preload/shapes/card.ts'
import { changePin, type Halfway } from '../journeys/changePin.ts'
import { recorded } from '../journeys/recorded.ts'
import type { Room } from './room.ts'

/** Official names, for the ledger. */
const names: Readonly<Record<CardPinName, { readonly ja: string; readonly en: string }>> = {
  authentication: { ja: '利用者証明用電子証明書の暗証番号', en: 'PIN of the authentication certificate' },
  signature: { ja: '署名用電子証明書の暗証番号', en: 'PIN of the signing certificate' },
  input: { ja: '券面事項入力補助用の暗証番号', en: 'PIN of the input helper' },
  resident: { ja: '住民基本台帳用の暗証番号', en: 'PIN of the resident register' },
}

export function pinsCalls(room: Room): Handlers['pins'] {
  const { bench, desk, at } = room
  const halfway: Halfway = new Set()
  return {
    change: ({ reader, pin }) =>
      bench.run(async (work) => {
        const open = desk.read()
        await changePin(room.asker(work), {
          reader,
          pin,
          halfway,
          ...(open && { person: open.name }),
          birthdays: async () => (open === undefined ? [] : open.drawer.birthdays()),
          record: async (act) => {
            work.step('changingPin')
            if (open === undefined) return act()
            const party = names[pin][await room.language()]
            await recorded(open.drawer, { at: at(), act: 'pinChange', party, items: [] }, act)
          },
        })
      }),
  }
}
