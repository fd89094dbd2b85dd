// What a portal told, kept in the drawer: readable offline, and still there after the portal has deleted it.
import { z } from 'zod'
import { application, portalNotice } from '../../preload/shapes/applications.ts'

const place = {
  /** The portal's profile id. */
  portal: z.string().max(40),
  /** As the portal names it: a receipt number, a notice's id. */
  id: z.string().min(1).max(100),
}

export const portalCopy = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('application'), content: application }),
  z.object({ ...place, kind: z.literal('notice'), content: portalNotice }),
])
export type PortalCopy = z.infer<typeof portalCopy>
export type CopyKind = PortalCopy['kind']
export type CopyOf<K extends CopyKind> = Extract<PortalCopy, { kind: K }>

/** Of one kind, for who asked for that kind. */
export function ofKind<K extends CopyKind>(copies: readonly PortalCopy[], kind: K): CopyOf<K>[] {
  return copies.filter((copy): copy is CopyOf<K> => copy.kind === kind)
}
