import type { Receipt } from '../../../preload/shapes/sharing.ts'
import { Button } from '../../components/Button.tsx'
import { Fact } from '../../components/Fact.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Share.module.css'

/** What has left, to whom and when: without the values. */
export function Sent({ receipt, go }: { receipt: Receipt; go: Go }) {
  const { text, language } = useText()
  return (
    <>
      <Notice kind="good" live takesFocus title={text.share.done} />
      <Part title={text.share.receipt}>
        <dl className={style['facts']}>
          <Fact name={text.share.to}>{receipt.verifier}</Fact>
          <Fact name={text.share.purpose}>{receipt.purpose}</Fact>
          <Fact name={text.share.at}>{formatDateTime(receipt.at, language)}</Fact>
          {receipt.actor.basis !== 'self' && (
            <Fact name={text.mandates.consent}>
              <Ruby>{text.mandates.instead(receipt.actor.name, receipt.principal.name)}</Ruby>
            </Fact>
          )}
          {receipt.shared.map(({ credential, attributes }) => (
            <Fact key={credential.en} name={text.share.sent}>
              {credential[language]}
              {text.marks.colon}
              {attributes.map((attribute) => attribute[language]).join(text.marks.comma)}
            </Fact>
          ))}
        </dl>
        {receipt.ledgerHead !== undefined && (
          <Note>
            <Ruby>{text.ledger.check.receipt}</Ruby>
            {text.marks.colon}
            {receipt.ledgerHead}
          </Note>
        )}
        <Note>{text.share.noValues}</Note>
        {receipt.redirectTo !== undefined && (
          <p>
            <Ruby>{text.share.continueIn(hostOf(receipt.redirectTo))}</Ruby>
          </p>
        )}
      </Part>
      <Actions>
        <Button look="primary" onPress={() => go({ name: 'home' })}>
          {text.shell.toHome}
        </Button>
        <Button icon="ledger" onPress={() => go({ name: 'ledger' })}>
          {text.share.openLedger}
        </Button>
      </Actions>
    </>
  )
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
