// Nothing on the page moves between pressing and letting go, or what was pressed would not be what is let go of: a field
// that is left tells what is wrong with it, and all below would move away from under the pointer.
import { useCallback, useEffect, useRef } from 'react'

/** Milliseconds. Letting go over an opened list of choices, or outside of the window, is not told to the page. */
const longest = 1_000

/** @returns a promise that is kept once nothing is pressed, after the click that it was */
export function useReleased(): () => Promise<void> {
  const pressed = useRef<ReturnType<typeof setTimeout>>(undefined)
  const waiting = useRef<(() => void)[]>([])
  useEffect(() => {
    const letGo = () => {
      clearTimeout(pressed.current)
      pressed.current = undefined
      // The click follows within the same task.
      setTimeout(() => {
        for (const go of waiting.current.splice(0)) go()
      })
    }
    const press = () => {
      clearTimeout(pressed.current)
      pressed.current = setTimeout(letGo, longest)
    }
    window.addEventListener('pointerdown', press, true)
    for (const end of ['pointerup', 'pointercancel', 'keydown']) window.addEventListener(end, letGo, true)
    return () => {
      window.removeEventListener('pointerdown', press, true)
      for (const end of ['pointerup', 'pointercancel', 'keydown']) window.removeEventListener(end, letGo, true)
      letGo()
    }
  }, [])
  return useCallback(
    () =>
      new Promise<void>((go) => {
        if (pressed.current === undefined) go()
        else waiting.current.push(go)
      }),
    [],
  )
}
