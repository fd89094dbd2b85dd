// The entries that are seen, as a file.
import type { LedgerFilter } from '../../../preload/shapes/ledger.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

export function Export({ filter }: { filter: LedgerFilter }) {
  const { text } = useText()
  const save = useCall(window.wallet.ledger.saveExport)
  const { state } = save
  const running = state.step === 'running'
  return (
    <Part title={text.ledger.export.title}>
      <p>
        <Ruby>{text.ledger.export.text}</Ruby>
      </p>
      <Actions>
        {(['json', 'csv'] as const).map((format) => (
          <Button key={format} icon="paper" pending={running} onPress={() => void save.run({ format, filter })}>
            {text.ledger.export[format]}
          </Button>
        ))}
      </Actions>
      {state.step === 'failed' && <FailureNotice failure={state.failure} level={3} />}
      {state.step === 'done' && state.value !== null && (
        <Notice kind="good" live level={3} title={text.ledger.export.saved(state.value.savedAs)} />
      )}
    </Part>
  )
}
