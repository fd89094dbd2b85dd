import { useOpen } from '../OpenContext.tsx'
import { useText } from '../text/TextContext.tsx'
import { Notice } from './Notice.tsx'
import { Ruby } from './Ruby.tsx'

/** Before a consent: who is about to act, and for whom. Nothing where the owner does. */
export function OnBehalf() {
  const { text } = useText()
  const open = useOpen()
  if (open?.actor === undefined) return null
  const { name } = open.person
  return (
    <Notice kind="warn" level={3} title={text.mandates.instead(open.actor.name, name)}>
      <p>
        <Ruby>{text.mandates.consentText(open.actor.name, name)}</Ruby>
      </p>
    </Notice>
  )
}
