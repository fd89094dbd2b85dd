import type { PracticeState } from '../../preload/shapes/practice.ts'
import { type Go, screenForLink } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall, useLive } from '../useWallet.ts'
import { Button } from './Button.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { Note } from './Note.tsx'
import style from './PracticePanel.module.css'
import { PracticePanelPerson } from './PracticePanelPerson.tsx'
import { Ruby } from './Ruby.tsx'

/** The stage behind the practice: people with their cards, readers, the portal, and desks to stand at. */
export function PracticePanel({ id, go, drawerOpen }: { id: string; go: Go; drawerOpen: boolean }) {
  const { text, language } = useText()
  const practice = useLive(window.wallet.practice.read, window.wallet.practice.changed).value
  const insert = useCall(window.wallet.practice.insertCard)
  const pullOut = useCall(window.wallet.practice.removeCard)
  const startPortal = useCall(window.wallet.practice.startPortal)
  const stopPortal = useCall(window.wallet.practice.stopPortal)
  const ask = useCall(window.wallet.practice.ask)
  const failure = failureOf(insert.state, pullOut.state, startPortal.state, stopPortal.state, ask.state)

  const stand = async (verifier: PracticeState['verifiers'][number]['id']) => {
    const outcome = await ask.run({ verifier })
    const screen = outcome.ok ? screenForLink(outcome.value.link) : undefined
    if (screen !== undefined) go(screen)
  }

  return (
    <aside id={id} className={style['panel']} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <Ruby>{text.practice.title}</Ruby>
      </h2>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {practice === undefined ? (
        <p role="status">
          <Ruby>{text.shell.loading}</Ruby>
        </p>
      ) : (
        <>
          <section>
            <h3>
              <Ruby>{text.practice.readers}</Ruby>
            </h3>
            {practice.readers.length === 0 && <Note>{text.practice.realReaders}</Note>}
            {practice.readers.map((reader, index) => {
              const holder = practice.people.find((person) => person.id === reader.personId)
              const { kinds, holds } = text.practiceCards
              return (
                <div key={reader.id} className={style['reader']} data-full={holder !== undefined}>
                  <p>
                    <strong>
                      <Ruby>{text.practice.readerName(index + 1)}</Ruby>
                    </strong>
                    <span>
                      <Ruby>
                        {holder === undefined
                          ? text.practice.empty
                          : holds(holder.name, kinds[reader.kind ?? 'myNumber'])}
                      </Ruby>
                    </span>
                  </p>
                  {holder !== undefined && (
                    <Button
                      look="quiet"
                      label={text.practice.pullOutLabel(index + 1)}
                      onPress={() => void pullOut.run({ reader: reader.id })}
                    >
                      {text.practice.pullOut}
                    </Button>
                  )}
                </div>
              )
            })}
          </section>
          <section>
            <h3>
              <Ruby>{text.practice.people}</Ruby>
            </h3>
            <ul className={style['people']}>
              {practice.people.map((person) => (
                <li key={person.id}>
                  <PracticePanelPerson
                    person={person}
                    readers={practice.readers}
                    insert={(reader, kind) => void insert.run({ reader, personId: person.id, kind })}
                  />
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h3>
              <Ruby>{text.practice.portal}</Ruby>
            </h3>
            <p role="status" className={style['portal']} data-running={practice.portal.running}>
              <Ruby>{practice.portal.running ? text.practice.running : text.practice.stopped}</Ruby>
              {practice.portal.origin !== undefined && <small>{practice.portal.origin}</small>}
            </p>
            {practice.portal.running ? (
              <Button pending={stopPortal.state.step === 'running'} onPress={() => void stopPortal.run()}>
                {text.practice.stop}
              </Button>
            ) : (
              <Button pending={startPortal.state.step === 'running'} onPress={() => void startPortal.run()}>
                {text.practice.start}
              </Button>
            )}
          </section>
          <section>
            <h3>
              <Ruby>{text.practice.desks}</Ruby>
            </h3>
            <Note>{drawerOpen ? text.practice.desksNote : text.practice.needOpen}</Note>
            <ul className={style['people']}>
              {practice.verifiers.map((verifier) => (
                <li key={verifier.id}>
                  <p className={style['name']}>{verifier.name[language]}</p>
                  <p className={style['note']}>{verifier.asks[language]}</p>
                  {drawerOpen && (
                    <Button
                      label={text.practice.standLabel(verifier.name[language])}
                      onPress={() => void stand(verifier.id)}
                    >
                      {text.practice.stand}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </aside>
  )
}
