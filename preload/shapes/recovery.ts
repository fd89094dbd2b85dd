// Recovery by the family.
import { z } from 'zod'

/** `paper`: the share stands on paper. `drawer`: it lies in that person's own drawer, or waits until they open it. */
export const shareHolder = z.object({ name: z.string(), way: z.enum(['paper', 'drawer']) })
export type ShareHolder = z.infer<typeof shareHolder>

/** Who shall have a share: somebody of this household by id, or anybody by name. */
export const wantedHolder = z.union([
  z.object({ personId: z.string().min(1).max(100) }),
  z.object({ name: z.string().trim().min(1).max(40) }),
])
export type WantedHolder = z.infer<typeof wantedHolder>

/** The family's recovery of the open drawer; null: it is off. */
export const familyRecovery = z.object({ since: z.string(), holders: z.array(shareHolder) }).nullable()
export type FamilyRecovery = z.infer<typeof familyRecovery>

/** Somebody of the household who could keep a share. `ready`: their drawer has been opened since this exists. */
export const possibleHolder = z.object({ personId: z.string(), name: z.string(), ready: z.boolean() })
export type PossibleHolder = z.infer<typeof possibleHolder>

/** A share of somebody else's drawer that lies in the open one. */
export const keptShare = z.object({
  id: z.string(),
  /** Whose drawer it helps to open. */
  person: z.string(),
  since: z.string(),
})
