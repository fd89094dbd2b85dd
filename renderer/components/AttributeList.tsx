import type { ShownAttribute } from '../../preload/shapes/credentials.ts'
import { useText } from '../text/TextContext.tsx'
import style from './AttributeList.module.css'

/** Attributes with their values; pictures as pictures. */
export function AttributeList({ attributes }: { attributes: readonly ShownAttribute[] }) {
  const { language } = useText()
  return (
    <dl className={style['list']}>
      {attributes.map(({ path, label, text, picture }) => (
        <div key={path.join('/')}>
          <dt>{label[language]}</dt>
          <dd>{picture === undefined ? text[language] : <img src={picture} alt={label[language]} />}</dd>
        </div>
      ))}
    </dl>
  )
}
