// Before the portal ends a session that nobody uses: a word, and a button that uses it.
import { useEffect, useState } from 'react'
import type { Session } from '../../preload/shapes/session.ts'
import { formatTime } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { Actions } from './Page.tsx'
import { Ruby } from './Ruby.tsx'

const warnMs = 5 * 60_000

export function SessionEnding({ session }: { readonly session: Session }) {
  const { text, language } = useText()
  const [now, setNow] = useState(() => Date.now())
  const use = useCall(window.wallet.session.inbox)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  const left = Date.parse(session.expiresAt) - now
  if (left > warnMs || left <= 0) return null
  return (
    <Notice kind="warn" live level={2} title={text.logIn.ending(formatTime(session.expiresAt, language))}>
      <p>
        <Ruby>{text.logIn.endingText}</Ruby>
      </p>
      <Actions>
        <Button pending={use.state.step === 'running'} onPress={() => void use.run()}>
          {text.logIn.keep}
        </Button>
      </Actions>
    </Notice>
  )
}
