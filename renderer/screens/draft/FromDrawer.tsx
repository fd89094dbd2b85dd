// Choosing from the drawer what is attached: a paper as it is, or of a credential exactly the attributes that are ticked.
import { useEffect, useState } from 'react'
import type { Attachable, AttachFrom, AttachmentRule } from '../../../preload/shapes/drafts.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatSize } from '../../text/sizes.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { Chooser } from './Chooser.tsx'
import style from './Draft.module.css'

interface Props {
  readonly draftId: string
  readonly rule: AttachmentRule
  readonly pending: boolean
  readonly onAttach: (from: AttachFrom) => void
  readonly onClose: () => void
}

export function FromDrawer({ draftId, rule, pending, onAttach, onClose }: Props) {
  const { text } = useText()
  const words = text.drafts.attachments
  const { state, run } = useCall(window.wallet.drafts.attachable)
  useEffect(() => void run({ id: draftId, rule: rule.id }), [run, draftId, rule.id])
  return (
    <Chooser label={text.drafts.which(words.fromDrawer, rule.title)}>
      {(state.step === 'idle' || state.step === 'running') && <Progress label={words.looking} stoppable={false} />}
      {state.step === 'failed' && <FailureNotice failure={state.failure} level={3} />}
      {state.step === 'done' && <Choose from={state.value} pending={pending} onAttach={onAttach} onClose={onClose} />}
      {state.step === 'failed' && (
        <Actions>
          <Button onPress={onClose}>{words.close}</Button>
        </Actions>
      )}
    </Chooser>
  )
}

interface ChooseProps extends Pick<Props, 'pending' | 'onAttach' | 'onClose'> {
  readonly from: Attachable
}

function Choose({ from, pending, onAttach, onClose }: ChooseProps) {
  const { text, language } = useText()
  const words = text.drafts.attachments
  const [chosen, setChosen] = useState<string>()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  if (from.papers.length === 0 && from.credentials.length === 0) {
    return (
      <>
        <p role="status">
          <Ruby>{words.nothingThere}</Ruby>
        </p>
        <Actions>
          <Button onPress={onClose}>{words.close}</Button>
        </Actions>
      </>
    )
  }
  const credential = from.credentials.find(({ credentialId }) => `credential ${credentialId}` === chosen)
  const paper = from.papers.find(({ paperId }) => `paper ${paperId}` === chosen)
  // The least is ticked: what the procedure asks for.
  const choose = (value: string) => {
    setChosen(value)
    const found = from.credentials.find(({ credentialId }) => `credential ${credentialId}` === value)
    setTicked(new Set(found?.attributes.filter(({ required }) => required).map(({ id }) => id)))
  }
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked)
    if (on) next.add(id)
    else next.delete(id)
    setTicked(next)
  }
  const attach = () => {
    if (paper !== undefined) onAttach({ kind: 'paper', paperId: paper.paperId })
    if (credential !== undefined)
      onAttach({ kind: 'credential', credentialId: credential.credentialId, attributes: [...ticked] })
  }
  return (
    <>
      <Choice
        label={words.choose}
        value={chosen}
        onChange={choose}
        options={[
          ...from.credentials.map(({ credentialId, name }) => ({
            value: `credential ${credentialId}`,
            label: name[language],
            content: (
              <small className={style['small']}>
                <Ruby>{words.credentials}</Ruby>
              </small>
            ),
          })),
          ...from.papers.map(({ paperId, name, size }) => ({
            value: `paper ${paperId}`,
            label: name[language],
            content: (
              <small className={style['small']}>
                <Ruby>{words.papers}</Ruby>
                {text.marks.dot}
                {formatSize(size)}
              </small>
            ),
          })),
        ]}
      />
      {credential !== undefined && (
        <fieldset className={style['ticks']}>
          <legend>
            <Ruby>{words.attributes}</Ruby>
          </legend>
          <p className={style['small']}>
            <Ruby>{words.attributesNote}</Ruby>
          </p>
          <ul>
            {credential.attributes.map((attribute) => (
              <li key={attribute.id}>
                <label>
                  <input
                    type="checkbox"
                    checked={attribute.required || ticked.has(attribute.id)}
                    aria-disabled={attribute.required || undefined}
                    onChange={({ target }) => !attribute.required && tick(attribute.id, target.checked)}
                  />
                  <span>
                    <strong>{attribute.label[language]}</strong>
                    {attribute.required && (
                      <span className={style['needed']} data-required>
                        <Ruby>{text.drafts.required}</Ruby>
                      </span>
                    )}
                    <span className={style['value']}>{attribute.text[language]}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <Actions>
        {chosen !== undefined && (
          <Button look="primary" icon="check" pending={pending} onPress={attach}>
            {words.attach}
          </Button>
        )}
        <Button onPress={onClose}>{words.close}</Button>
      </Actions>
    </>
  )
}
