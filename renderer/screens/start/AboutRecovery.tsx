import { Notice } from '../../components/Notice.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'

export function AboutRecovery() {
  const { text } = useText()
  return (
    <Notice kind="info" title={text.start.recovery}>
      <p>
        <Ruby>{text.start.recoveryText}</Ruby>
      </p>
    </Notice>
  )
}
