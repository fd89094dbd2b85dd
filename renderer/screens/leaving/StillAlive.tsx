import { useEffect, useState } from 'react'
import type { LeavingPerson } from '../../../preload/shapes/leaving.ts'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDate } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'

/** Tells the person whose drawer is open that somebody asked for it to be removed. */
export function StillAlive({ personId }: { personId: string }) {
  const { text, language } = useText()
  const words = text.leaving.alive
  const [request, setRequest] = useState<LeavingPerson['removal']>(null)
  useEffect(() => {
    void window.wallet.leaving.read().then((state) => {
      if (state.ok) setRequest(state.value.people.find(({ id }) => id === personId)?.removal ?? null)
    })
  }, [personId])
  if (request === null) return null
  const seen = () => {
    void window.wallet.leaving.withdrawRemoval({ personId })
    setRequest(null)
  }
  return (
    <Notice kind="warn" title={words.title} live>
      <p>
        <Ruby>{words.text(formatDate(request.askedAt, language))}</Ruby>
      </p>
      <Actions>
        <Button onPress={seen}>{words.seen}</Button>
      </Actions>
    </Notice>
  )
}
