// もっとつながる: which partners are linked; each can be opened, asked for documents, and unlinked.
import { useCallback, useEffect, useState } from 'react'
import type { Failure, Outcome } from '../../../preload/failure.ts'
import type { PartnerList } from '../../../preload/shapes/partners.ts'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatAge } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { RecordTabs } from '../papers/RecordTabs.tsx'
import { PartnerPart } from './PartnerPart.tsx'
import style from './Partners.module.css'

export function Partners({ go }: { go: Go }) {
  const { text, language } = useText()
  const words = text.partners
  const [list, setList] = useState<PartnerList>()
  const [failure, setFailure] = useState<{ readonly failure: Failure; readonly again: () => void }>()
  const [told, setTold] = useState<string>()
  const [asking, setAsking] = useState(false)

  /** Does what leads to another list, and says how it went. */
  const change = useCallback(async (ask: () => Promise<Outcome<PartnerList>>, done?: string): Promise<void> => {
    setTold(undefined)
    setFailure(undefined)
    setAsking(true)
    const outcome = await ask()
    setAsking(false)
    if (outcome.ok) {
      setList(outcome.value)
      setTold(done)
    } else setFailure({ failure: outcome.failure, again: () => void change(ask, done) })
  }, [])
  useEffect(() => {
    void window.wallet.partners.list().then((outcome) => {
      if (outcome.ok) setList(outcome.value)
      else setFailure({ failure: outcome.failure, again: () => undefined })
    })
  }, [])
  return (
    <Page title={words.title} lead={words.lead}>
      <RecordTabs here="partners" />
      {told !== undefined && <Notice key={told} kind="good" live takesFocus title={told} />}
      {failure !== undefined && <LogInToGoOn {...failure} here={{ name: 'partners' }} />}
      {asking && <Progress />}
      {list !== undefined && (
        <>
          <div className={style['asked']}>
            <p>
              <Ruby>{list.asOf === null ? words.notAsked : words.asOf(formatAge(list.asOf, language))}</Ruby>
            </p>
            <Button icon="refresh" pending={asking} onPress={() => void change(window.wallet.partners.refresh)}>
              {words.refresh}
            </Button>
          </div>
          {list.partners.map(({ partner, link }) => (
            <PartnerPart key={partner} partner={partner} link={link} asking={asking} change={change} go={go} />
          ))}
        </>
      )}
    </Page>
  )
}
