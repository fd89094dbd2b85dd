// `tefuda --help`: every command and option, in the language that was asked for.
import * as en from './help.en.ts'
import * as ja from './help.ja.ts'

const texts = { ja, en }

export const helpText = (language: 'ja' | 'en'): string => `${texts[language].commands}\n${texts[language].options}`
