import { Button } from '../components/Button.tsx'
import { useText } from '../text/TextContext.tsx'

/** The way out of the small window: nothing is answered. */
export function CancelButton({ look = 'secondary' }: { look?: 'secondary' | 'quiet' }) {
  const { text } = useText()
  return (
    <Button look={look} keyName="Esc" onPress={() => void window.secret.cancel()}>
      {text.secret.cancel}
    </Button>
  )
}
