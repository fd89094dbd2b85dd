import type { ReactNode } from 'react'

interface Props {
  readonly className: string | undefined
  /** By its button or Enter. It judges what was typed, and may take its time. */
  readonly submit: () => void
  readonly children: ReactNode
}

/** A form that is answered here: nothing is ever sent to an address. */
export function Form({ className, submit, children }: Props) {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
    </form>
  )
}
