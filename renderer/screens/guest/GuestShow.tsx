// The page that a guest looks at. It may read nothing else of the wallet; main hides it when its time is over.
import { useEffect, useRef, useState } from 'react'
import type { GuestShow as Show } from '../../../preload/shapes/guest.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { PracticeBand } from '../../components/PracticeBand.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { TextProvider, useText } from '../../text/TextContext.tsx'
import style from './Guest.module.css'
import { GuestSheet } from './GuestSheet.tsx'

export function GuestShow({ show }: { show: Show }) {
  const { language, furigana, theme, realm } = show.dress
  const read = furigana && language === 'ja'
  useEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dataset['theme'] = theme
    root.dataset['realm'] = realm
    root.toggleAttribute('data-furigana', read)
  }, [language, theme, realm, read])
  return (
    <TextProvider language={language} furigana={read}>
      <div className={style['frame']}>
        {realm === 'practice' && <PracticeBand />}
        <Stage show={show} />
      </div>
    </TextProvider>
  )
}

const hide = () => void window.wallet.guest.end()

function Stage({ show }: { show: Show }) {
  const { text } = useText()
  const stage = useRef<HTMLElement>(null)
  const left = useSecondsLeft(show.left)
  const title = withoutRuby(text.guest.windowTitle(show.page.person.name))
  useEffect(() => {
    document.title = `${title} – ${withoutRuby(text.product)}`
    stage.current?.focus()
  }, [title, text])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const lock = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'l'
      if (event.key !== 'Escape' && !lock) return
      event.preventDefault()
      hide()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <main ref={stage} tabIndex={-1} className={style['stage']} aria-label={title}>
      <GuestSheet page={show.page} level={1} />
      <div className={style['bar']}>
        <p aria-hidden="true" className={style['left']}>
          <Ruby>{text.guest.left(left)}</Ruby>
        </p>
        {/* Heard now and then, not each second. */}
        <p role="status" className="visuallyHidden">
          {withoutRuby(text.guest.leftSpoken(left <= 10 ? left : Math.ceil(left / 30) * 30))}
        </p>
        <Button look="primary" icon="lock" keyName={text.guest.hideKey} shortcut="Escape" onPress={hide}>
          {text.guest.hide}
        </Button>
      </div>
    </main>
  )
}

/** Counts down on a clock that nobody sets; main's own ends it. */
function useSecondsLeft(ms: number): number {
  const [left, setLeft] = useState(Math.ceil(ms / 1000))
  useEffect(() => {
    const until = performance.now() + ms
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000))), 250)
    return () => clearInterval(timer)
  }, [ms])
  return left
}
