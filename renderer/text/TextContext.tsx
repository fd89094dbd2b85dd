// The sentences of the chosen language, and whether readings are shown.
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { Settings } from '../../preload/shapes/settings.ts'
import type { Language } from './dates.ts'
import { en } from './en.ts'
import { ja, type Text } from './ja.ts'

interface Speech {
  readonly text: Text
  readonly language: Language
  readonly furigana: boolean
}

const texts: Record<Language, Text> = { ja, en }
const TextContext = createContext<Speech>({ text: ja, language: 'ja', furigana: false })

export const useText = (): Speech => useContext(TextContext)

/** The language the person chose, or before that the computer's. */
export const languageOf = (settings: Pick<Settings, 'language'> | undefined): Language =>
  settings?.language ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')

export function TextProvider({
  language,
  furigana,
  children,
}: {
  language: Language
  furigana: boolean
  children: ReactNode
}) {
  const speech = useMemo(() => ({ text: texts[language], language, furigana }), [language, furigana])
  return (
    <TextContext value={speech}>
      <I18nProvider locale={language === 'ja' ? 'ja-JP' : 'en-GB'}>{children}</I18nProvider>
    </TextContext>
  )
}
