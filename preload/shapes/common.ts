// What several areas of the contract speak of. Only JSON crosses between the two sides: bytes as base64url, instants as ISO
// 8601 UTC text.
import { z } from 'zod'

export const realm = z.enum(['practice', 'real'])

export const language = z.enum(['ja', 'en'])

/**
 * Ways to open a drawer. 'mandate': a key that lies in the drawer of who acts for its owner. 'family': the recovery key that
 * named people put together from shares.
 */
export const opener = z.enum(['card', 'passphrase', 'recovery', 'mandate', 'family'])
export type Opener = z.infer<typeof opener>

export const bilingual = z.object({ ja: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof bilingual>

export const finding = z.object({ rule: z.string(), ok: z.boolean(), message: z.string() })
