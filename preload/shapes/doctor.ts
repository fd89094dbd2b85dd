import { z } from 'zod'
import { bilingual } from './common.ts'

/** Sentences may carry readings (text/ruby.ts). */
export const diagnosis = z.object({
  code: z.string(),
  ok: z.boolean(),
  cause: bilingual,
  remedy: bilingual,
  reader: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  /** What the button beside it does; absent where no program can mend it. */
  fix: bilingual.optional(),
})
export type Diagnosis = z.infer<typeof diagnosis>
