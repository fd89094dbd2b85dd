// On the screen of the keys: whether the family can recover the drawer, who has the shares, and the shares kept for others.
import { useEffect, useState } from 'react'
import type { ShareHolder } from '../../../preload/shapes/recovery.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { KeptShares } from './KeptShares.tsx'
import style from './Recovery.module.css'

export function FamilyPart({ go }: { go: Go }) {
  const { text, language } = useText()
  const words = text.recovery
  const read = useCall(window.wallet.recovery.status)
  const off = useCall(window.wallet.recovery.off)
  const [asking, setAsking] = useState(false)
  const { run } = read
  useEffect(() => void run(), [run])
  const status = read.state.step === 'done' ? read.state.value : undefined
  const failure = failureOf(read.state, off.state)
  const ended = off.state.step === 'done'
  const on = ended ? null : status
  return (
    <>
      <Part title={words.title}>
        <p>
          <Ruby>{words.lead}</Ruby>
        </p>
        {on !== undefined && (
          <p role={ended ? 'status' : undefined}>
            <strong>
              <Ruby>
                {ended ? words.offDone : on === null ? words.isOff : words.isOn(formatDate(on.since, language))}
              </Ruby>
            </strong>
          </p>
        )}
        {on != null && (
          <ul className={style['holders']}>
            {on.holders.map((holder) => (
              <li key={`${holder.way} ${holder.name}`}>
                <Ruby>{holderWords(words, holder)}</Ruby>
              </li>
            ))}
          </ul>
        )}
        {failure !== undefined && <FailureNotice failure={failure} level={3} />}
        <Actions>
          <Button icon="family" onPress={() => go({ name: 'familyRecovery' })}>
            {on == null ? words.setUp : words.again}
          </Button>
          {on != null && (
            <Button look="quiet" pending={off.state.step === 'running'} onPress={() => setAsking(true)}>
              {words.off}
            </Button>
          )}
        </Actions>
      </Part>
      <KeptShares />
      <Confirm
        open={asking}
        title={words.offTitle}
        text={words.offText}
        action={words.off}
        onConfirm={() => void off.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

interface HolderWords {
  readonly ownPaper: string
  onPaper(name: string): string
  inDrawer(name: string): string
}

const holderWords = (words: HolderWords, { name, way }: ShareHolder): string =>
  name === '' ? words.ownPaper : way === 'paper' ? words.onPaper(name) : words.inDrawer(name)
