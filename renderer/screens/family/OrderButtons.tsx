// Moves a person one place earlier or later; the buttons stay under the finger that pressed them.
import { useLayoutEffect, useRef, useState } from 'react'
import type { Person } from '../../../preload/shapes/people.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../Family.module.css'

export function OrderButtons({ person, people }: { person: Person; people: readonly Person[] }) {
  const { text } = useText()
  const move = useCall(window.wallet.household.move)
  const group = useRef<HTMLDivElement>(null)
  const [pressed, setPressed] = useState<'earlier' | 'later'>()
  const place = people.findIndex(({ id }) => id === person.id)
  const to = async (direction: 'earlier' | 'later') => {
    setPressed(direction)
    await move.run({ personId: person.id, to: direction === 'earlier' ? place - 1 : place + 1 })
  }
  // The list is put in its new order under the focus, which is lost by that.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each move
  useLayoutEffect(() => {
    if (pressed === undefined) return
    const buttons = group.current?.querySelectorAll('button')
    const wanted = group.current?.querySelector<HTMLButtonElement>(`[data-direction="${pressed}"] button`)
    ;(wanted ?? buttons?.[0])?.focus()
  }, [place])
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, no form
    <div ref={group} className={style['order']} role="group" aria-label={withoutRuby(text.people.order.button)}>
      {place > 0 && (
        <span data-direction="earlier">
          <Button
            label={text.people.order.earlierOf(person.name)}
            pending={move.state.step === 'running'}
            onPress={() => void to('earlier')}
          >
            {text.people.order.earlier}
          </Button>
        </span>
      )}
      {place < people.length - 1 && (
        <span data-direction="later">
          <Button
            label={text.people.order.laterOf(person.name)}
            pending={move.state.step === 'running'}
            onPress={() => void to('later')}
          >
            {text.people.order.later}
          </Button>
        </span>
      )}
      <p role="status" className="visuallyHidden">
        {move.state.step === 'done' && withoutRuby(text.people.order.moved(person.name, place + 1))}
      </p>
      {move.state.step === 'failed' && <FailureNotice failure={move.state.failure} level={3} />}
    </div>
  )
}
