import type { Bilingual } from '../../../preload/shapes/common.ts'
import type { DrawerFile } from '../drawerFile.ts'

/**
 * Takes something out for good, with the ledger's word about it: together, so that neither is left alone.
 * @param take removes it and tells what it was called and from whom it came
 */
export function takeOut(file: DrawerFile, at: string, take: () => { name: Bilingual; party: string }): void {
  const { ledger, together, compact } = file.stores
  together(() => {
    const { name, party } = take()
    ledger.record({ at, act: 'remove', outcome: 'done', party, items: [{ credential: name, attributes: [] }] })
  })
  file.forgetEarlier()
  compact()
}
