import { z } from 'zod'
import { language } from './common.ts'

export const theme = z.enum(['system', 'light', 'dark'])

export const settings = z.object({ language: language.optional(), theme, furigana: z.boolean() })
export type Settings = z.infer<typeof settings>
