import type { CardInReader, Person } from '../../../preload/shapes.ts'

interface Props {
  readonly reader: string
  readonly card: CardInReader
  readonly person?: Person
}

export function Certificates({ reader }: Props) {
  return <p>{reader}</p>
}
