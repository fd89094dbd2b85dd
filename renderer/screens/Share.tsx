// Share: who asks, what for, which attributes with their values; exactly the choices of the request; nothing else leaves.
import { useEffect } from 'react'
import type { Person } from '../../preload/shapes/people.ts'
import { LinkPage } from '../components/LinkPage.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { Request } from './share/Request.tsx'

export function Share({ person, link, go }: { person: Person; link: string; go: Go }) {
  const { text } = useText()
  const { state, run } = useCall(window.wallet.share.open)
  useEffect(() => void run({ request: link }), [run, link])
  return (
    <LinkPage
      title={text.share.title}
      opening={text.share.opening}
      state={state}
      again={() => void run({ request: link })}
      go={go}
    >
      {(opened) => <Request request={opened} person={person} go={go} />}
    </LinkPage>
  )
}
