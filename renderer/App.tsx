// The window: its language and look, then everything else once main has answered.
import { useEffect } from 'react'
import style from './App.module.css'
import { FailureNotice } from './components/FailureNotice.tsx'
import { Ruby } from './components/Ruby.tsx'
import { GuestGate } from './screens/guest/GuestGate.tsx'
import { Shell } from './shell/Shell.tsx'
import { languageOf, TextProvider, useText } from './text/TextContext.tsx'
import { useLive } from './useWallet.ts'

/** While something is shown to a guest, the rest of the program is not there. */
export function App() {
  return (
    <GuestGate>
      <Wallet />
    </GuestGate>
  )
}

function Wallet() {
  const settings = useLive(window.wallet.settings.read, window.wallet.settings.changed)
  const household = useLive(window.wallet.household.read, window.wallet.household.changed)
  const language = languageOf(settings.value)
  const furigana = settings.value?.furigana === true && language === 'ja'
  const theme = settings.value?.theme ?? 'system'
  const realm = household.value?.realm

  useEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dataset['theme'] = theme
    if (realm !== undefined) root.dataset['realm'] = realm
    root.toggleAttribute('data-furigana', furigana)
  }, [language, theme, realm, furigana])

  const failure = settings.failure ?? household.failure
  return (
    <TextProvider language={language} furigana={furigana}>
      {failure !== undefined ? (
        <main className={style['alone']}>
          <FailureNotice failure={failure} />
        </main>
      ) : settings.value === undefined || household.value === undefined ? (
        <main className={style['alone']}>
          <Loading />
        </main>
      ) : (
        <Shell settings={settings.value} household={household.value} />
      )}
    </TextProvider>
  )
}

function Loading() {
  const { text } = useText()
  return (
    <p role="status">
      <Ruby>{text.shell.loading}</Ruby>
    </p>
  )
}
