import { type ReactNode, useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'

interface Props {
  readonly lead?: string
  /** On the button that opens it. */
  readonly action: string
  /** It was being filled in before. */
  readonly begun?: boolean
  readonly children: (close: () => void) => ReactNode
}

/** A form behind a button; it closes itself when it is done or left. */
export function Unfolding({ lead, action, begun = false, children }: Props) {
  const [open, setOpen] = useState(begun)
  return (
    <>
      {lead !== undefined && (
        <p>
          <Ruby>{lead}</Ruby>
        </p>
      )}
      {open ? (
        children(() => setOpen(false))
      ) : (
        <Actions>
          <Button icon="plus" onPress={() => setOpen(true)}>
            {action}
          </Button>
        </Actions>
      )}
    </>
  )
}
