import type { Asked } from '../../preload/secretContract.ts'
import { Fact } from '../components/Fact.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { TriesLeft } from '../components/TriesLeft.tsx'
import { useText } from '../text/TextContext.tsx'
import style from './SecretPage.module.css'

type Purpose = Extract<Asked['question'], { kind: 'pin' }>['purpose']

interface Props {
  readonly purpose: Purpose
  readonly person: string | undefined
  readonly origin?: string | undefined
  readonly left: number
  readonly most: number
}

/** What one should know before typing: what for, whose, where to, how many tries are left. */
export function PinFacts({ purpose, person, origin, left, most }: Props) {
  const { text } = useText()
  return (
    <dl className={style['facts']}>
      <Fact name={text.secret.whatFor}>
        <Ruby>{usePurpose()(purpose)}</Ruby>
      </Fact>
      {person !== undefined && <Fact name={text.secret.whose}>{person}</Fact>}
      {origin !== undefined && <Fact name={text.secret.where}>{origin}</Fact>}
      <Fact name={text.secret.triesLeft}>
        <TriesLeft left={left} most={most} />
      </Fact>
    </dl>
  )
}

function usePurpose() {
  const { text } = useText()
  return (purpose: Purpose): string =>
    purpose === 'logIn' ||
    purpose === 'enrolPc' ||
    purpose === 'portalMandate' ||
    purpose === 'apply' ||
    purpose === 'openDrawer' ||
    purpose === 'newDrawer'
      ? text.secret.purposes[purpose]
      : text.pinCare.secret.purposes[purpose]
}
