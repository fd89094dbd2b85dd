import { useCallback, useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { type Go, screenForLink } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Home.module.css'

/** A link from a mail or a page, where none opens the program by itself. */
export function PasteLink({ go }: { go: Go }) {
  const { text } = useText()
  const [link, setLink] = useState('')
  const [wrong, setWrong] = useState(false)
  const open = useCallback(() => {
    const screen = screenForLink(link)
    setWrong(screen === undefined)
    if (screen !== undefined) go(screen)
  }, [link, go])
  return (
    <Part title={text.home.paste}>
      <Form className={style['paste']} submit={open}>
        <Field
          label={text.home.pasteLabel}
          note={text.home.pasteNote}
          value={link}
          onChange={setLink}
          maxLength={20_000}
          error={wrong ? text.home.pasteWrong : undefined}
        />
        <Actions>
          <Button type="submit" icon="link">
            {text.home.pasteOpen}
          </Button>
        </Actions>
      </Form>
    </Part>
  )
}
