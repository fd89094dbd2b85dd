import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../text/TextContext.tsx'
import { Button } from './Button.tsx'
import style from './Confirm.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly open: boolean
  readonly title: string
  readonly text: string
  readonly action: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be undone. Escape and the first button leave everything as it is. */
export function Confirm({ open, title, text, action, onConfirm, onClose }: Props) {
  const speech = useText()
  return (
    <ModalOverlay
      className={style['veil'] ?? ''}
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable
    >
      <Modal className={style['modal'] ?? ''}>
        <Dialog role="alertdialog" className={style['dialog'] ?? ''}>
          <Heading slot="title" level={2}>
            <Ruby>{title}</Ruby>
          </Heading>
          <p>
            <Ruby>{text}</Ruby>
          </p>
          <div className={style['actions']}>
            <Button look="secondary" onPress={onClose} autoFocus>
              {speech.text.shell.cancel}
            </Button>
            <Button
              look="danger"
              onPress={() => {
                onClose()
                onConfirm()
              }}
            >
              {action}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
