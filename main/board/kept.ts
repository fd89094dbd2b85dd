// What a drawer keeps of the board, of whichever portal: read without one, changed thing by thing.
import type { Application, PortalNotice } from '../../preload/shapes/applications.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { type CopyKind, type CopyOf, ofKind } from '../drawer/portalCopy.ts'

export const keptCopies = async <K extends CopyKind>(drawer: Drawer, kind: K): Promise<CopyOf<K>[]> =>
  ofKind(await drawer.copies(kind), kind)

const keptHere = async <K extends CopyKind>(drawer: Drawer, portal: string, kind: K): Promise<CopyOf<K>[]> =>
  (await keptCopies(drawer, kind)).filter((copy) => copy.portal === portal)

export const keptApplications = async (drawer: Drawer, portal: string): Promise<Application[]> =>
  (await keptHere(drawer, portal, 'application')).map(({ content }) => content)
export const keptNotices = async (drawer: Drawer, portal: string): Promise<PortalNotice[]> =>
  (await keptHere(drawer, portal, 'notice')).map(({ content }) => content)
export const keptBills = async (drawer: Drawer, portal: string): Promise<Bill[]> =>
  (await keptHere(drawer, portal, 'bill')).map(({ content }) => content)

export const keepApplications = (drawer: Drawer, portal: string, all: readonly Application[]): Promise<void> =>
  drawer.keepCopies(all.map((content) => ({ portal, kind: 'application', id: content.receiptNo, content })))
export const keepNotices = (drawer: Drawer, portal: string, all: readonly PortalNotice[]): Promise<void> =>
  drawer.keepCopies(all.map((content) => ({ portal, kind: 'notice', id: content.id, content })))
export const keepBills = (drawer: Drawer, portal: string, all: readonly Bill[]): Promise<void> =>
  drawer.keepCopies(all.map((content) => ({ portal, kind: 'bill', id: content.id, content })))
