// Which screen, round which frame. Everything shown comes from main; what lives here is where the person is.
import { useCallback, useEffect, useId, useMemo, useState } from 'react'
import type { Household } from '../preload/shapes/people.ts'
import type { Settings } from '../preload/shapes/settings.ts'
import style from './App.module.css'
import { FailureNotice } from './components/FailureNotice.tsx'
import { PracticeBand } from './components/PracticeBand.tsx'
import { PracticePanel } from './components/PracticePanel.tsx'
import { Ruby } from './components/Ruby.tsx'
import { SessionEnding } from './components/SessionEnding.tsx'
import { Sidebar } from './components/Sidebar.tsx'
import { GoContext } from './GoContext.tsx'
import { OpenContext, openDrawerOf } from './OpenContext.tsx'
import { typedIsKept } from './pendingSaves.ts'
import { needsDrawer, type Screen, screenForLink } from './screen.ts'
import { ApplicationScreen } from './screens/Application.tsx'
import { Backup } from './screens/Backup.tsx'
import { Board } from './screens/Board.tsx'
import { CalendarScreen } from './screens/Calendar.tsx'
import { Card } from './screens/Card.tsx'
import { CredentialScreen } from './screens/credential/CredentialScreen.tsx'
import { Doctor } from './screens/Doctor.tsx'
import { Documents } from './screens/Documents.tsx'
import { Draft } from './screens/Draft.tsx'
import { Family } from './screens/Family.tsx'
import { GuestChoose } from './screens/guest/GuestChoose.tsx'
import { GuestGate } from './screens/guest/GuestGate.tsx'
import { Home } from './screens/Home.tsx'
import { Keys } from './screens/Keys.tsx'
import { Leaving } from './screens/Leaving.tsx'
import { Ledger } from './screens/Ledger.tsx'
import { LogIn } from './screens/LogIn.tsx'
import { StillAlive } from './screens/leaving/StillAlive.tsx'
import { IdleWarning } from './screens/locks/IdleWarning.tsx'
import { Mandates } from './screens/Mandates.tsx'
import { Notices } from './screens/Notices.tsx'
import { Paper } from './screens/Paper.tsx'
import { Papers } from './screens/Papers.tsx'
import { Payments } from './screens/Payments.tsx'
import { Procedures } from './screens/Procedures.tsx'
import { Partners } from './screens/partners/Partners.tsx'
import { PersonScreen } from './screens/person/PersonScreen.tsx'
import { ProcedureScreen } from './screens/procedures/ProcedureScreen.tsx'
import { Receive } from './screens/Receive.tsx'
import { FamilyRecovery } from './screens/recovery/FamilyRecovery.tsx'
import { RecoverByFamily } from './screens/recovery/RecoverByFamily.tsx'
import { SelfInfo } from './screens/SelfInfo.tsx'
import { SettingsScreen } from './screens/SettingsScreen.tsx'
import { Share } from './screens/Share.tsx'
import { Start } from './screens/Start.tsx'
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

function Shell({ settings, household }: { settings: Settings; household: Household }) {
  const { text } = useText()
  const session = useLive(window.wallet.session.read, window.wallet.session.changed).value
  const card = useLive(window.wallet.card.read, window.wallet.card.changed).value
  const [wanted, go] = useState<Screen>(() => firstScreen(settings, household))
  const [tools, setTools] = useState(() => window.innerWidth >= 1100)
  const [linkWaits, setLinkWaits] = useState(false)
  const panelId = useId()
  const openId = household.open?.personId
  const person = household.people.find(({ id }) => id === openId)
  const practice = household.realm === 'practice'
  const open = useMemo(() => openDrawerOf(household), [household])

  // What lies in a drawer is never shown without it, whatever the screen was when it locked.
  const screen: Screen =
    person === undefined && needsDrawer(wanted) ? { name: household.people.length === 0 ? 'start' : 'family' } : wanted

  const lock = useCallback(() => void typedIsKept().then(() => window.wallet.household.lock()), [])
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

  // What was erased is told also where the page was renewed for it.
  useEffect(() => {
    void window.wallet.leaving.report().then((told) => {
      if (!told.ok || told.value !== null) go({ name: 'leaving' })
    })
  }, [])

  // How everything stands is asked for at each log-in, beside whatever is done next.
  const since = session?.since
  useEffect(() => {
    if (since !== undefined) void window.wallet.applications.refresh({ quietly: true })
  }, [since])

  // A link waits in main until a drawer is open; reading it takes it up.
  useEffect(() => window.wallet.links.arrived(() => setLinkWaits(true)), [])
  useEffect(() => {
    if (openId === undefined) {
      go((before) => (needsDrawer(before) ? { name: 'family' } : before))
      return
    }
    go((before) => (before.name === 'start' || before.name === 'family' ? { name: 'home' } : before))
    void window.wallet.links.take().then((outcome) => {
      setLinkWaits(false)
      const next = outcome.ok && outcome.value !== null ? screenForLink(outcome.value.link) : undefined
      if (next !== undefined) go(next)
    })
  }, [openId])
  useEffect(() => {
    if (!linkWaits || openId === undefined) return
    void window.wallet.links.take().then((outcome) => {
      setLinkWaits(false)
      const next = outcome.ok && outcome.value !== null ? screenForLink(outcome.value.link) : undefined
      if (next !== undefined) go(next)
    })
  }, [linkWaits, openId])

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
              {screen.name === 'start' && <Start settings={settings} household={household} card={card} go={go} />}
              {screen.name === 'family' && (
                <Family
                  household={household}
                  card={card}
                  go={go}
                  linkWaits={linkWaits}
                  openByCard={screen.openByCard}
                />
              )}
              {screen.name === 'card' && (
                <Card key={screen.part} household={household} card={card} part={screen.part} go={go} />
              )}
              {screen.name === 'documents' && (
                // What one person chose is never another's.
                <Documents
                  key={person?.id}
                  person={person}
                  people={household.people}
                  card={card}
                  part={screen.part}
                  go={go}
                />
              )}
              {screen.name === 'calendar' && (
                <CalendarScreen key={openId ?? 'nobody'} household={household} person={person} />
              )}
              {screen.name === 'doctor' && <Doctor />}
              {screen.name === 'recoverByFamily' && (
                <RecoverByFamily household={household} card={card} personId={screen.personId} go={go} />
              )}
              {screen.name === 'settings' && <SettingsScreen settings={settings} household={household} go={go} />}
              {screen.name === 'backup' && (
                <Backup key={openId ?? 'nobody'} household={household} card={card} go={go} from={screen.from} />
              )}
              {screen.name === 'leaving' && <Leaving household={household} card={card} part={screen.part} go={go} />}
              {person !== undefined && (
                <>
                  {screen.name === 'home' && <StillAlive key={person.id} personId={person.id} />}
                  {screen.name === 'home' && (
                    <Home person={person} household={household} session={session} card={card} go={go} />
                  )}
                  {screen.name === 'logIn' && (
                    <LogIn
                      person={person}
                      people={household.people}
                      session={session}
                      card={card}
                      go={go}
                      {...(screen.next === undefined ? {} : { next: screen.next })}
                    />
                  )}
                  {screen.name === 'receive' && (
                    <Receive key={screen.link} person={person} link={screen.link} go={go} />
                  )}
                  {screen.name === 'share' && <Share key={screen.link} person={person} link={screen.link} go={go} />}
                  {screen.name === 'credential' && <CredentialScreen key={screen.id} id={screen.id} go={go} />}
                  {screen.name === 'keys' && <Keys key={person.id} person={person} card={card} go={go} />}
                  {screen.name === 'familyRecovery' && <FamilyRecovery key={person.id} go={go} />}
                  {screen.name === 'papers' && <Papers key={person.id} begun={screen.begun} go={go} />}
                  {screen.name === 'paper' && <Paper key={screen.id} id={screen.id} go={go} />}
                  {screen.name === 'board' && <Board key={person.id} household={household} go={go} />}
                  {screen.name === 'application' && (
                    <ApplicationScreen key={screen.receiptNo} receiptNo={screen.receiptNo} go={go} />
                  )}
                  {screen.name === 'notices' && <Notices key={person.id} go={go} />}
                  {screen.name === 'payments' && <Payments key={person.id} screen={screen} go={go} />}
                  {screen.name === 'procedures' && <Procedures key={person.id} go={go} />}
                  {screen.name === 'procedure' && (
                    <ProcedureScreen
                      key={screen.id}
                      id={screen.id}
                      person={person}
                      household={household}
                      card={card}
                      session={session}
                      go={go}
                    />
                  )}
                  {screen.name === 'partners' && <Partners key={person.id} go={go} />}
                  {screen.name === 'ledger' && <Ledger />}
                  {screen.name === 'mandates' && (
                    <Mandates
                      key={person.id}
                      person={person}
                      household={household}
                      card={card}
                      registering={screen.registering}
                    />
                  )}
                  {screen.name === 'selfInfo' && (
                    <SelfInfo
                      key={person.id}
                      person={person}
                      people={household.people}
                      card={card}
                      go={go}
                      loggedIn={session != null}
                      begun={screen.begun}
                    />
                  )}
                  {screen.name === 'person' && <PersonScreen key={person.id} person={person} part={screen.part} go={go} />}
                  {screen.name === 'guest' && <GuestChoose key={screen.id} id={screen.id} go={go} />}
                  {screen.name === 'draft' && (
                    <Draft
                      key={screen.id}
                      id={screen.id}
                      at={screen.at}
                      person={person}
                      people={household.people}
                      card={card}
                      go={go}
                    />
                  )}
                </>
              )}
            </main>
          </div>
        </div>
      </OpenContext>
    </GoContext>
  )
}

function firstScreen(settings: Settings, household: Household): Screen {
  if (household.open !== null) return { name: 'home' }
  return settings.language === undefined || household.people.length === 0 ? { name: 'start' } : { name: 'family' }
}
