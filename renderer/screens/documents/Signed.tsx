import type { ReactNode } from 'react'
import type { ChosenDocument, SignedDocument } from '../../../preload/shapes/documents.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Documents.module.css'

interface Props {
  readonly signed: readonly SignedDocument[]
  /** What was signed. */
  readonly documents: readonly ChosenDocument[]
  readonly verify: (signed: SignedDocument, original: ChosenDocument | undefined) => void
  readonly children: ReactNode
}

/** Where each result is, and what one can do with it. */
export function Signed({ signed, documents, verify, children }: Props) {
  const { text } = useText()
  const words = text.documents
  const show = useCall(window.wallet.documents.show)
  return (
    <>
      <Notice kind="good" title={words.done} live takesFocus>
        <p>
          <Ruby>{words.doneText}</Ruby>
        </p>
      </Notice>
      {show.state.step === 'failed' && <FailureNotice failure={show.state.failure} />}
      <ul className={style['results']}>
        {signed.map((one) => (
          <li key={one.id} className={style['result']}>
            <Icon name="paper" size={28} />
            <div>
              <h2>{one.savedAs}</h2>
              <Note>
                <Ruby>{words.savedIn}</Ruby>
                {text.marks.colon}
                {one.folder}
              </Note>
              <Note>
                <Ruby>{words.fromOriginal}</Ruby>
                {text.marks.colon}
                {one.name}
              </Note>
            </div>
            <Actions>
              <Button
                icon="seek"
                label={`${words.verifyThis}${text.marks.colon}${one.savedAs}`}
                onPress={() =>
                  verify(
                    one,
                    documents.find(({ id }) => id === one.original),
                  )
                }
              >
                {words.verifyThis}
              </Button>
              <Button
                icon="folder"
                label={`${words.show}${text.marks.colon}${one.savedAs}`}
                onPress={() => void show.run({ id: one.id })}
              >
                {words.show}
              </Button>
            </Actions>
          </li>
        ))}
      </ul>
      <Actions>{children}</Actions>
    </>
  )
}
