// How a drawer is to be opened, or what else one may have come for.
import type { Household } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Page } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { AboutRecovery } from './AboutRecovery.tsx'
import type { Way } from './MakeDrawer.tsx'
import style from './Start.module.css'
import { WayCard } from './WayCard.tsx'

interface Props {
  readonly household: Household
  readonly choose: (way: Way) => void
  readonly go: Go
}

export function ChooseWay({ household, choose, go }: Props) {
  const { text } = useText()
  const switchRealm = useCall(window.wallet.household.switchRealm)
  const noKeychain = household.keychain === 'unavailable'
  const another = household.people.length > 0
  return (
    <Page title={another ? text.family.add : text.start.how} lead={another ? text.family.addNote : text.start.howLead}>
      {household.realm === 'practice' && (
        <Notice kind="info" title={text.band.title}>
          <p>
            <Ruby>{text.start.practiceHint}</Ruby>
          </p>
        </Notice>
      )}
      {noKeychain && <FailureNotice live={false} failure={{ code: 'keychain.unavailable' }} />}
      <div className={style['ways']}>
        {!noKeychain && (
          <>
            <WayCard
              icon="card"
              title={text.start.cardTitle}
              sentence={text.start.cardText}
              mark={text.start.recommended}
            >
              <Button look="primary" wide onPress={() => choose('card')}>
                {text.start.cardButton}
              </Button>
            </WayCard>
            <WayCard icon="words" title={text.start.passphraseTitle} sentence={text.start.passphraseText}>
              <Button wide onPress={() => choose('passphrase')}>
                {text.start.passphraseButton}
              </Button>
            </WayCard>
          </>
        )}
        <WayCard icon="folder" title={text.backup.startTitle} sentence={text.backup.startText}>
          <Button wide onPress={() => go({ name: 'backup', from: 'start' })}>
            {text.backup.startButton}
          </Button>
        </WayCard>
        {household.realm === 'real' && (
          <WayCard icon="practice" title={text.start.practiceTitle} sentence={text.start.practiceText}>
            <Button wide pending={switchRealm.state.step === 'running'} onPress={() => void switchRealm.run()}>
              {text.start.practiceButton}
            </Button>
          </WayCard>
        )}
      </div>
      {switchRealm.state.step === 'failed' && <FailureNotice failure={switchRealm.state.failure} />}
      <AboutRecovery />
    </Page>
  )
}
