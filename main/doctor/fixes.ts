// What a program can mend by itself, each behind a button that says so. None of them does anything unasked.
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { Examination } from './doctor.ts'
import { awaitService } from './examineCards.ts'
import { closeToOthers } from './examineStore.ts'

export interface Fix {
  /** On the button. */
  readonly words: Bilingual
  /** Ends when it was done or refused; looking again tells which. */
  readonly act: () => Promise<void>
}

const again = { ja: 'もう{一度|いちど}{調|しら}べる', en: 'Look again' }

/** The button for a finding on this PC; undefined where no program can mend it. */
export async function fixFor(
  { code, ok }: { readonly code: string; readonly ok: boolean },
  ports: Pick<Examination, 'machine' | 'home' | 'startPortal' | 'readers'>,
): Promise<Fix | undefined> {
  if (ok) return undefined
  const { machine, home, startPortal, readers } = ports
  switch (code) {
    case 'card.noService':
      return machine !== undefined && (await machine.canStartCardService())
        ? {
            words: { ja: 'カードのサービスを{動|うご}かす', en: 'Start the smart card service' },
            act: async () => {
              await machine.startCardService()
              await awaitService(readers)
            },
          }
        : undefined
    // What is done is done by the person, at reader or card; the program looks again.
    case 'card.noReader':
    case 'card.absent':
    case 'card.busy':
    case 'card.removed':
    case 'card.garbled':
      return { words: again, act: async () => undefined }
    case 'keychain.locked':
      return machine === undefined
        ? undefined
        : {
            words: { ja: '{鍵束|かぎたば}のロックを{外|はず}す', en: 'Unlock the keychain' },
            act: () => machine.unlockKeychain(),
          }
    case 'drawers.permissions':
    case 'drawers.open':
      return {
        words: { ja: 'フォルダーの{権限|けんげん}を{直|なお}す', en: 'Repair the folder’s permissions' },
        act: () => closeToOthers(home),
      }
    case 'portal.unreachable':
      return startPortal === undefined
        ? undefined
        : {
            words: { ja: '{練習用|れんしゅうよう}のポータルを{動|うご}かす', en: 'Start the practice portal' },
            act: startPortal,
          }
    default:
      return undefined
  }
}
