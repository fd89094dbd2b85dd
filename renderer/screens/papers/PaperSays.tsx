// What a paper says, as rows and tables.
import type { PaperFact, PaperSheet } from '../../../preload/shapes/papers.ts'
import { Fact } from '../../components/Fact.tsx'
import { Note } from '../../components/Note.tsx'
import { Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Papers.module.css'
import { Table } from './Table.tsx'

export function PaperSays({ sheet, untrue }: { sheet: PaperSheet; untrue: boolean }) {
  const { text } = useText()
  const words = text.papers
  return (
    <>
      <Part title={untrue ? words.saysUntrue : words.says}>
        <SheetFacts sheet={sheet} />
      </Part>
      {sheet.dispensed !== undefined && <Dispensed all={sheet.dispensed} />}
      {sheet.measured !== undefined && <Measured all={sheet.measured} />}
      {sheet.doses !== undefined && <Doses all={sheet.doses} />}
    </>
  )
}

/** A paper may say the same of several people, one after the other. */
export function SheetFacts({ sheet: { holder, issuer, asOf, facts, plain, practice } }: { sheet: PaperSheet }) {
  const { text, language } = useText()
  const words = text.papers
  return (
    <>
      {practice && <Note>{words.practice}</Note>}
      {plain && <Note>{words.plain}</Note>}
      <dl className={style['facts']}>
        {holder !== undefined && <Fact name={words.holder}>{holder}</Fact>}
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a paper keep their order
          <Fact key={index} name={fact.label[language]}>
            <FactValue fact={fact} />
          </Fact>
        ))}
        {issuer !== undefined && <Fact name={words.issuer}>{issuer}</Fact>}
        {asOf !== undefined && !facts.some(({ as, value }) => as === 'day' && value.ja === asOf) && (
          <Fact name={words.asOf}>{formatDay(asOf, language)}</Fact>
        )}
      </dl>
    </>
  )
}

function FactValue({ fact }: { fact: PaperFact }) {
  const { text, language } = useText()
  const value = fact.value[language]
  if (fact.as === 'day') return formatDay(value, language)
  if (fact.as === 'yen') return text.papers.yen(Number(value).toLocaleString('en-US'))
  return value
}

/** Never broken in the middle. */
function Day({ day }: { day: string | undefined }) {
  const { language, text } = useText()
  return (
    <span className={style['whole']}>
      {day === undefined ? <Ruby>{text.papers.noDay}</Ruby> : formatDay(day, language)}
    </span>
  )
}

function Dispensed({ all }: { all: NonNullable<PaperSheet['dispensed']> }) {
  const { text } = useText()
  const words = text.papers.drugs
  const rows = all.map(({ on, institution, drugs }) => [
    <Day key="day" day={on} />,
    institution,
    <ul key="drugs">
      {drugs.map(({ code, name }) => (
        <li key={`${code} ${name}`}>{name}</li>
      ))}
    </ul>,
  ])
  return (
    <Part title={words.title}>
      <Table caption={words.title} head={[words.on, words.where, words.what]} rows={rows} />
    </Part>
  )
}

function Measured({ all }: { all: NonNullable<PaperSheet['measured']> }) {
  const { text } = useText()
  const words = text.papers.checkup
  const rows = all.map(({ label, value, unit }) => [label, unit === '' ? value : `${value} ${unit}`])
  return (
    <Part title={words.title}>
      <Table caption={words.title} head={[words.item, words.value]} rows={rows} />
    </Part>
  )
}

function Doses({ all }: { all: NonNullable<PaperSheet['doses']> }) {
  const { text, language } = useText()
  const words = text.papers.doses
  const rows = all.map(({ on, vaccine, lot = '', performer = '' }, index) => [
    words.nth(index + 1),
    <Day key="day" day={on} />,
    vaccine[language],
    lot,
    performer,
  ])
  return (
    <Part title={words.title}>
      <Table
        caption={words.title}
        head={[words.number, words.on, words.vaccine, words.lot, words.performer]}
        rows={rows}
      />
    </Part>
  )
}
