// One partner: how the link stands, and what can be done with it.
import { useState } from 'react'
import type { Outcome } from '../../../preload/failure.ts'
import type { PartnerId, PartnerLink, PartnerList } from '../../../preload/shapes/partners.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { Done } from '../../components/Done.tsx'
import { Fact } from '../../components/Fact.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import rows from '../../components/Rows.module.css'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import { PartnerDocuments } from './PartnerDocuments.tsx'
import style from './Partners.module.css'

interface Props {
  readonly partner: PartnerId
  readonly link: PartnerLink | null
  readonly asking: boolean
  readonly change: (ask: () => Promise<Outcome<PartnerList>>, done?: string) => Promise<void>
  readonly go: Go
}

export function PartnerPart({ partner, link, asking, change, go }: Props) {
  const { text, language } = useText()
  const words = text.partners
  const [ending, setEnding] = useState(false)
  const open = useCall(window.wallet.partners.signOn)
  const name = words.plainNames[partner]
  const linked = link !== null && link.endedAt === undefined
  return (
    <Part title={words.names[partner]}>
      <p className={style['state']} data-linked={linked}>
        <strong>
          <Ruby>
            {link === null
              ? words.states.never
              : link.endedAt === undefined
                ? words.states.linked(formatDate(link.linkedAt, language))
                : words.states.ended(formatDate(link.endedAt, language))}
          </Ruby>
        </strong>
      </p>
      <p>
        <Ruby>{words.about[partner]}</Ruby>
      </p>
      {linked && <Facts link={link} />}
      {open.state.step === 'failed' && (
        <LogInToGoOn
          failure={open.state.failure}
          again={() => void open.run({ partner })}
          here={{ name: 'partners' }}
        />
      )}
      {linked ? (
        <>
          <Actions>
            <Button
              look="primary"
              icon="link"
              label={words.signOnNamed(name)}
              pending={asking || open.state.step === 'running'}
              onPress={() => void open.run({ partner })}
            >
              {words.signOn}
            </Button>
            <Button label={words.unlinkNamed(name)} pending={asking} onPress={() => setEnding(true)}>
              {words.unlink}
            </Button>
            <Done>{open.state.step === 'done' && words.opened(name)}</Done>
          </Actions>
          <Note>{words.signOnNote}</Note>
          <PartnerDocuments partner={partner} go={go} />
        </>
      ) : (
        <>
          {partner === 'nenkin' && <Note>{words.firstLink}</Note>}
          <Actions>
            <Button
              look="primary"
              icon="plus"
              label={words.linkNamed(name)}
              pending={asking}
              onPress={() => void change(() => window.wallet.partners.link({ partner }), words.linked(name))}
            >
              {words.link}
            </Button>
          </Actions>
        </>
      )}
      <Confirm
        open={ending}
        title={words.unlinkTitle(name)}
        text={words.unlinkText}
        action={words.unlink}
        onConfirm={() => void change(() => window.wallet.partners.unlink({ partner }), words.unlinked(name))}
        onClose={() => setEnding(false)}
      />
    </Part>
  )
}

function Facts({ link }: { link: PartnerLink }) {
  const { text, language } = useText()
  const words = text.partners
  const names: Readonly<Record<string, string>> = words.scopeNames
  return (
    <dl className={rows['rows']}>
      <Fact name={words.at}>{link.name[language]}</Fact>
      <Fact name={words.scopes}>
        <Ruby>{link.scopes.map((scope) => names[scope] ?? withoutRuby(scope)).join(text.marks.comma)}</Ruby>
      </Fact>
      <Fact name={words.used}>
        {link.usedAt === undefined ? <Ruby>{words.never}</Ruby> : formatDate(link.usedAt, language)}
      </Fact>
    </dl>
  )
}
