import type { ReactNode } from 'react'
import { Ruby } from '../../components/Ruby.tsx'

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        <Ruby>{name}</Ruby>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
