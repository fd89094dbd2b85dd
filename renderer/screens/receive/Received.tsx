import type { CredentialCard } from '../../../preload/shapes/credentials.ts'
import { Button } from '../../components/Button.tsx'
import { CredentialFace } from '../../components/CredentialFace.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Receive.module.css'

/** The new cards, each leading to what it says. */
export function Received({ cards, go }: { cards: readonly CredentialCard[]; go: Go }) {
  const { text } = useText()
  return (
    <>
      <Notice kind="good" live takesFocus title={text.receive.done}>
        <p>
          <Ruby>{text.receive.doneText}</Ruby>
        </p>
      </Notice>
      <ul className={style['received']}>
        {cards.map((card) => (
          <li key={card.id}>
            <CredentialFace card={card} onOpen={() => go({ name: 'credential', id: card.id })} />
          </li>
        ))}
      </ul>
      <Actions>
        <Button look="primary" onPress={() => go({ name: 'home' })}>
          {text.shell.toHome}
        </Button>
      </Actions>
    </>
  )
}
