import type { ReactNode } from 'react'
import { Ruby } from './Ruby.tsx'

/** One row of a list of facts (dl): what it is, and what is known of it. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>
        <Ruby>{name}</Ruby>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
