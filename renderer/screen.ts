// Which screen is shown. A screen that answers a link carries it; main keeps what was asked.
import type { TypedNumbers } from '../preload/shapes/payments.ts'
import type { RegisterDraft } from './screens/mandates/atPortal/registerDraft.ts'
import type { RecordChoice } from './screens/papers/recordChoice.ts'
import type { AskDraft } from './screens/selfInfo/askDraft.ts'

export type Screen =
  | { readonly name: 'start' }
  /** `openByCard`: whose drawer is opened at once with the card that lies there. */
  | { readonly name: 'family'; readonly openByCard?: string }
  | { readonly name: 'home' }
  /** `next`: the screen that wanted somebody to be logged in. */
  | { readonly name: 'logIn'; readonly next?: Screen }
  /** Papers that are kept (もらった書類), and one of them. */
  /** `begun`: what was ticked to be fetched before somebody logged in. */
  | { readonly name: 'papers'; readonly begun?: RecordChoice }
  | { readonly name: 'paper'; readonly id: string }
  | { readonly name: 'receive'; readonly link: string }
  | { readonly name: 'share'; readonly link: string }
  | { readonly name: 'credential'; readonly id: string }
  /** Looking for a procedure (手続き), and one of them with all that must be ready. */
  | { readonly name: 'procedures' }
  | { readonly name: 'procedure'; readonly id: string }
  /** An application while it is written. `at`: where somebody was before they had to log in. */
  | { readonly name: 'draft'; readonly id: string; readonly at?: 'review' }
  /** How applications stand, one of them, and what the offices tell. */
  | { readonly name: 'board' }
  | { readonly name: 'application'; readonly receiptNo: string }
  | { readonly name: 'notices' }
  /** Paying; `receiptNo`: the fee of that application. `typed`: what somebody typed before they had to log in. */
  | { readonly name: 'payments'; readonly receiptNo?: string; readonly typed?: TypedNumbers }
  | { readonly name: 'ledger' }
  /** Services that are linked at the portal (連携). */
  | { readonly name: 'partners' }
  /** What ends or is due (予定); needs no open drawer. */
  | { readonly name: 'calendar' }
  /** What the open person is called, looks like, and lets the family see. `part`: where they are led at once. */
  | { readonly name: 'person'; readonly part?: 'applications' }
  /** Who may act for whom. `registering`: at the portal, begun before somebody had to log in. */
  | { readonly name: 'mandates'; readonly registering?: RegisterDraft }
  /** 自己情報. `begun`: a request that was being written before somebody had to log in. */
  | { readonly name: 'selfInfo'; readonly begun?: AskDraft }
  /** Showing one credential to somebody at the screen. */
  | { readonly name: 'guest'; readonly id: string }
  | { readonly name: 'card'; readonly part?: 'pins' | 'certificates' | 'data' }
  | { readonly name: 'documents'; readonly part?: 'sign' | 'verify' }
  /** The ways to open the drawer that is open. */
  | { readonly name: 'keys' }
  /** Setting up recovery by the family. */
  | { readonly name: 'familyRecovery' }
  /** Opening somebody's drawer by two shares. */
  | { readonly name: 'recoverByFamily'; readonly personId: string }
  | { readonly name: 'doctor' }
  | { readonly name: 'settings' }
  /** `from`: where the way back leads. */
  | { readonly name: 'backup'; readonly from: 'settings' | 'start' }
  | { readonly name: 'leaving'; readonly part?: 'move' | 'erase' | 'pc' }

export type Go = (screen: Screen) => void

const inDrawer = [
  'home',
  'papers',
  'paper',
  'procedures',
  'procedure',
  'draft',
  'board',
  'application',
  'notices',
  'payments',
  'logIn',
  'receive',
  'share',
  'credential',
  'ledger',
  'keys',
  'familyRecovery',
  'person',
  'mandates',
  'partners',
  'selfInfo',
  'guest',
] as const satisfies readonly Screen['name'][]

/** Screens that show what lies in the open drawer. */
export type DrawerScreen = Extract<Screen, { readonly name: (typeof inDrawer)[number] }>

export const needsDrawer = (screen: Screen): screen is DrawerScreen => inDrawer.some((name) => name === screen.name)

const schemes: Readonly<Record<string, 'receive' | 'share'>> = {
  'openid-credential-offer:': 'receive',
  'haip-vci:': 'receive',
  'openid4vp:': 'share',
  'haip-vp:': 'share',
}

/** The screen that a pasted link asks for; undefined when it is not a link of ours. Main judges the rest of it. */
export function screenForLink(text: string): Screen | undefined {
  const link = text.trim()
  const name = schemes[link.slice(0, link.indexOf(':') + 1).toLowerCase()]
  return name === undefined ? undefined : { name, link }
}
