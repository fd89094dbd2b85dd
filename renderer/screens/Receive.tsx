// Receive: what is offered and by whom, then accept or decline, then the new card.
import { useEffect } from 'react'
import type { Person } from '../../preload/shapes/people.ts'
import { LinkPage } from '../components/LinkPage.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { Offer } from './receive/Offer.tsx'

export function Receive({ person, link, go }: { person: Person; link: string; go: Go }) {
  const { text } = useText()
  const { state, run } = useCall(window.wallet.receive.open)
  useEffect(() => void run({ offer: link }), [run, link])
  return (
    <LinkPage
      title={text.receive.title}
      opening={text.receive.opening}
      state={state}
      again={() => void run({ offer: link })}
      go={go}
    >
      {(opened) => <Offer offer={opened} person={person} go={go} />}
    </LinkPage>
  )
}
