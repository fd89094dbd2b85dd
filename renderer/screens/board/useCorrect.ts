// What was sent back becomes a draft, and the screen on which it is corrected opens.

import type { Go } from '../../screen.ts'
import { useCall } from '../../useWallet.ts'

export function useCorrect(go: Go) {
  const { state, run } = useCall(window.wallet.drafts.correct)
  const correct = async (receiptNo: string) => {
    const outcome = await run({ receiptNo })
    if (outcome.ok) go({ name: 'draft', id: outcome.value.draft.id })
  }
  return { state, correct } as const
}
