import type { ReactNode } from 'react'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Ruby } from '../../components/Ruby.tsx'
import style from './Papers.module.css'

interface Props {
  /** What it is a table of; the heading above says the same to those who see it. */
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of each names its row. */
  readonly rows: readonly (readonly ReactNode[])[]
}

/** A table that scrolls sideways where the window is narrow, by keyboard too. */
export function Table({ caption, head, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={style['scroll']} tabIndex={0} aria-label={withoutRuby(caption)}>
      <table className={style['table']}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                <Ruby>{name}</Ruby>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order
            <tr key={row}>
              <th scope="row">{first}</th>
              {others.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as the columns do
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
