// What several areas of the contract speak of. Only JSON crosses between the two sides: bytes as base64url, instants as ISO
// 8601 UTC text.
import { z } from 'zod'

export const realm = z.enum(['practice', 'real'])

export const language = z.enum(['ja', 'en'])

export const opener = z.enum(['card', 'passphrase', 'recovery'])
export type Opener = z.infer<typeof opener>

export const bilingual = z.object({ ja: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof bilingual>

export const finding = z.object({ rule: z.string(), ok: z.boolean(), message: z.string() })
