// Nothing on the page moves between pressing and letting go, or what was pressed would not be what is let go of: a field
// that is left tells what is wrong with it, and all below would move away from under the pointer.
import { useCallback, useEffect, useRef } from 'react'

/** @returns a promise that is kept once nothing is pressed, after the click that it was */
export function useReleased(): () => Promise<void> {
  const pressed = useRef(false)
  const waiting = useRef<(() => void)[]>([])
  useEffect(() => {
    const letGo = () => {
      pressed.current = false
      // The click follows within the same task.
      setTimeout(() => {
        for (const go of waiting.current.splice(0)) go()
      })
    }
    const press = () => {
      pressed.current = true
    }
    window.addEventListener('pointerdown', press, true)
    window.addEventListener('pointerup', letGo, true)
    window.addEventListener('pointercancel', letGo, true)
    window.addEventListener('blur', letGo)
    return () => {
      window.removeEventListener('pointerdown', press, true)
      window.removeEventListener('pointerup', letGo, true)
      window.removeEventListener('pointercancel', letGo, true)
      window.removeEventListener('blur', letGo)
      letGo()
    }
  }, [])
  return useCallback(
    () =>
      new Promise<void>((go) => {
        if (pressed.current) waiting.current.push(go)
        else go()
      }),
    [],
  )
}
