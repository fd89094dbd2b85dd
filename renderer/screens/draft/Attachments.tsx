// What goes with the form: files, papers of the drawer, or a credential of which the person shows chosen attributes only.
import { useRef, useState } from 'react'
import type { Fault } from '../../../preload/shapes/applications.ts'
import type { AttachFrom, AttachmentRule, DraftAttachment, OpenDraft } from '../../../preload/shapes/drafts.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatSize } from '../../text/sizes.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import style from './Draft.module.css'
import { Needed } from './FieldShell.tsx'
import { FromDrawer } from './FromDrawer.tsx'
import { faultAt } from './faults.ts'
import type { DraftInHand } from './useDraft.ts'

/** Where a rule stands in the page. */
export const attachmentId = (rule: string): string => `attachments/${rule}`

export function Attachments({ inHand, faults }: { inHand: DraftInHand; faults: readonly Fault[] }) {
  const { text } = useText()
  const { form, draft } = inHand.open
  if (form.rules.length === 0) return null
  return (
    <Part title={text.drafts.attachments.title}>
      <ul className={style['rules']}>
        {form.rules.map((rule) => (
          <Rule
            key={rule.id}
            rule={rule}
            attached={draft.attachments.find(({ id }) => id === rule.id)}
            fault={faultAt(faults, `/attachments/${rule.id}`)}
            inHand={inHand}
          />
        ))}
      </ul>
    </Part>
  )
}

interface RuleProps {
  readonly rule: AttachmentRule
  readonly attached: DraftAttachment | undefined
  readonly fault: string | undefined
  readonly inHand: DraftInHand
}

function Rule({ rule, attached, fault, inHand }: RuleProps) {
  const { text } = useText()
  const words = text.drafts.attachments
  const item = useRef<HTMLLIElement>(null)
  const [choosing, setChoosing] = useState(false)
  const attach = useCall(window.wallet.drafts.attach)
  const detach = useCall(window.wallet.drafts.detach)
  const { id } = inHand.open.draft
  const running = attach.state.step === 'running' || detach.state.step === 'running'
  const failure = failureOf(attach.state, detach.state)
  const labelled = (button: string) => text.drafts.which(button, rule.title)

  // What was pressed goes; the keyboard stays at its place.
  const close = () => {
    setChoosing(false)
    item.current?.focus({ preventScroll: true })
  }
  const changed = async (change: () => Promise<{ ok: true; value: OpenDraft | null } | { ok: false }>) => {
    if (running || (await inHand.keep()) === undefined) return
    const outcome = await change()
    if (!outcome.ok || outcome.value === null) return
    inHand.take(outcome.value)
    close()
  }
  const put = (from: AttachFrom) => {
    detach.reset()
    void changed(() => attach.run({ id, rule: rule.id, from }))
  }
  const takeOff = () => {
    attach.reset()
    void changed(() => detach.run({ id, rule: rule.id }))
  }
  const takesFiles = rule.media.length > 0
  return (
    <li ref={item} id={attachmentId(rule.id)} tabIndex={-1} className={style['rule']} data-wrong={fault !== undefined}>
      <h3 className={style['label']}>
        <span>{rule.title}</span>
        <Needed required={rule.required} />
      </h3>
      {takesFiles && (
        <p className={style['small']}>
          <Ruby>
            {words.kinds(
              rule.media.map((media) => words.media[media] ?? media).join(text.marks.comma),
              formatSize(rule.maxBytes),
            )}
          </Ruby>
        </p>
      )}
      {attached === undefined && rule.media.some((media) => media.startsWith('image/')) && (
        <p className={style['small']}>
          <Ruby>{text.photos.beforehand}</Ruby>
        </p>
      )}
      <p className={style['attached']} role="status">
        {attached === undefined ? (
          <Ruby>{words.nothing}</Ruby>
        ) : (
          <>
            <Icon name={'paperId' in attached.what ? 'paper' : 'wallet'} size={20} />
            <span>
              <span className="visuallyHidden">
                <Ruby>{words.attached}</Ruby>
                {text.marks.colon}
              </span>
              <strong>{attached.name}</strong>
              {text.marks.aside(
                withoutRuby(
                  'paperId' in attached.what
                    ? formatSize(attached.size)
                    : words.presented(attached.what.attributes.length),
                ),
              )}
            </span>
          </>
        )}
      </p>
      {attached?.dataTakenOut && (
        <p className={style['small']} role="status">
          <Ruby>{text.photos.takenOut}</Ruby>
        </p>
      )}
      {fault !== undefined && <p className={style['fault']}>{fault}</p>}
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      <Actions>
        {takesFiles && (
          <Button
            icon="folder"
            pending={running}
            label={labelled(attached === undefined ? words.file : words.other)}
            onPress={() => put({ kind: 'file' })}
          >
            {attached === undefined ? words.file : words.other}
          </Button>
        )}
        {!choosing && (
          <Button icon="wallet" label={labelled(words.fromDrawer)} onPress={() => setChoosing(true)}>
            {words.fromDrawer}
          </Button>
        )}
        {attached !== undefined && (
          <Button look="quiet" icon="minus" pending={running} label={labelled(words.detach)} onPress={takeOff}>
            {words.detach}
          </Button>
        )}
      </Actions>
      {choosing && <FromDrawer draftId={id} rule={rule} pending={running} onAttach={put} onClose={close} />}
    </li>
  )
}
