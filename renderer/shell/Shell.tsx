// The frame round every screen: the band of the practice mode, the side, and what is told wherever one is.
import { useCallback, useEffect, useId, useMemo, useState } from 'react'
import type { Household } from '../../preload/shapes/people.ts'
import type { Settings } from '../../preload/shapes/settings.ts'
import { PracticeBand } from '../components/PracticeBand.tsx'
import { PracticePanel } from '../components/PracticePanel.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { SessionEnding } from '../components/SessionEnding.tsx'
import { Sidebar } from '../components/Sidebar.tsx'
import { GoContext } from '../GoContext.tsx'
import { OpenContext, openDrawerOf } from '../OpenContext.tsx'
import { typedIsKept } from '../pendingSaves.ts'
import { IdleWarning } from '../screens/locks/IdleWarning.tsx'
import { useText } from '../text/TextContext.tsx'
import { useLive } from '../useWallet.ts'
import style from './Shell.module.css'
import { ShownScreen } from './ShownScreen.tsx'
import { useScreen } from './useScreen.ts'

export function Shell({ settings, household }: { settings: Settings; household: Household }) {
  const { text } = useText()
  const session = useLive(window.wallet.session.read, window.wallet.session.changed).value
  const card = useLive(window.wallet.card.read, window.wallet.card.changed).value
  const { screen, go, linkWaits } = useScreen(settings, household)
  const [tools, setTools] = useState(() => window.innerWidth >= 1100)
  const panelId = useId()
  const person = household.people.find(({ id }) => id === household.open?.personId)
  const practice = household.realm === 'practice'
  const open = useMemo(() => openDrawerOf(household), [household])
  const lock = useCallback(() => void typedIsKept().then(() => window.wallet.household.lock()), [])
  useLockKey(lock)

  // How everything stands is asked for at each log-in, beside whatever is done next.
  const since = session?.since
  useEffect(() => {
    if (since !== undefined) void window.wallet.applications.refresh({ quietly: true })
  }, [since])

  return (
    <GoContext value={screen.name === 'doctor' ? undefined : go}>
      <OpenContext value={open}>
        <div className={style['frame']}>
          <a href="#content" className={style['skip']}>
            <Ruby>{text.shell.skip}</Ruby>
          </a>
          {practice && <PracticeBand tools={{ shown: tools, toggle: () => setTools(!tools), panelId }} />}
          <div className={`${style['body']} ${practice && tools ? style['withTools'] : ''}`}>
            <Sidebar household={household} session={session} screen={screen} go={go} lock={lock} />
            {practice && tools && <PracticePanel id={panelId} go={go} drawerOpen={person !== undefined} />}
            {person !== undefined && <IdleWarning />}
            <main id="content" tabIndex={-1} className={style['content']}>
              {person !== undefined && session != null && <SessionEnding session={session} />}
              <ShownScreen
                screen={screen}
                settings={settings}
                household={household}
                person={person}
                session={session}
                card={card}
                linkWaits={linkWaits}
                go={go}
              />
            </main>
          </div>
        </div>
      </OpenContext>
    </GoContext>
  )
}

/** Ctrl+L or ⌘L, wherever one is. */
function useLockKey(lock: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'l') {
        event.preventDefault()
        lock()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [lock])
}
