// Documents: the way in to signing and to checking signatures.
import { useEffect, useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { ChosenDocument, SignedDocument } from '../../preload/shapes/documents.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { Icon } from '../components/Icon.tsx'
import { Page } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go, Screen } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import style from './Documents.module.css'
import { Sign } from './documents/Sign.tsx'
import { Verify } from './documents/Verify.tsx'

interface Props {
  /** Whose drawer is open. */
  readonly person: Person | undefined
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly part: Extract<Screen, { name: 'documents' }>['part']
  readonly go: Go
}

/** A signed file of ours that is to be verified, with what a detached signature was made over. */
export interface ToVerify {
  readonly id: string
  readonly name: string
  readonly content?: string
}

export function Documents({ person, people, card, part, go }: Props) {
  const { text } = useText()
  const [toVerify, setToVerify] = useState<ToVerify>()
  // Whoever comes in anew begins anew.
  useEffect(() => {
    if (part === undefined) setToVerify(undefined)
  }, [part])
  const back = (
    <Button look="quiet" onPress={() => go({ name: 'documents' })}>
      {text.documents.back}
    </Button>
  )
  if (part === 'sign') {
    return (
      <Page key="sign" title={text.documents.sign} aside={back}>
        <Sign
          person={person}
          people={people}
          card={card}
          go={go}
          verify={(signed, original) => {
            setToVerify(asSigned(signed, original))
            go({ name: 'documents', part: 'verify' })
          }}
        />
      </Page>
    )
  }
  if (part === 'verify') {
    return (
      <Page key="verify" narrow title={text.documents.verify} aside={back}>
        <Verify key={toVerify?.id} first={toVerify} />
      </Page>
    )
  }
  return (
    <Page key="start" narrow title={text.documents.title} lead={text.documents.lead}>
      <div className={style['ways']}>
        <Way
          icon="sign"
          title={text.documents.sign}
          words={text.documents.signText}
          go={() => go({ name: 'documents', part: 'sign' })}
        />
        <Way
          icon="seek"
          title={text.documents.verify}
          words={text.documents.verifyText}
          go={() => go({ name: 'documents', part: 'verify' })}
        />
      </div>
    </Page>
  )
}

/** A detached signature says nothing without what it was made over. */
function asSigned(signed: SignedDocument, original: ChosenDocument | undefined): ToVerify {
  const detached = signed.savedAs.endsWith('.p7s')
  return {
    id: signed.id,
    name: signed.savedAs,
    ...(detached && original !== undefined ? { content: original.id } : {}),
  }
}

function Way({ icon, title, words, go }: { icon: 'sign' | 'seek'; title: string; words: string; go: () => void }) {
  return (
    <section className={style['way']}>
      <span className={style['sign']}>
        <Icon name={icon} size={40} />
      </span>
      <h2>
        <Ruby>{title}</Ruby>
      </h2>
      <p>
        <Ruby>{words}</Ruby>
      </p>
      <Button look={icon === 'sign' ? 'primary' : 'secondary'} wide onPress={go}>
        {title}
      </Button>
    </section>
  )
}
