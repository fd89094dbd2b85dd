// A licence as it is shown: its external characters and its photo as pictures.
import type { LicenceData, LicenceText } from '../../preload/shapes/cardData.ts'
import { categories } from '../card/licence/categories.ts'
import type { Change } from '../card/licence/changes.ts'
import type { JisText } from '../card/licence/jisText.ts'
import type { LicenceFacts } from '../card/licence/licenceCard.ts'
import { drawPictures } from '../pictures/drawPictures.ts'
import type { Ports } from '../ports.ts'

/** What a form does not hold. */
export const emptyLicence: LicenceData = {
  form: 'licenceCard',
  name: [],
  kana: [],
  commonName: [],
  birthDate: null,
  address: [],
  issuedOn: null,
  colour: '',
  expiresOn: null,
  conditions: [],
  authority: '',
  number: '',
  categories: [],
  changes: [],
  domicile: null,
  photo: null,
  checks: [],
}

export async function drawLicence(
  facts: LicenceFacts,
  startPictureProcess: Ports['startPictureProcess'],
  signal: AbortSignal,
): Promise<LicenceData> {
  const numbers = [...facts.external.keys()]
  const characters = [...facts.external.values()].map(({ bits }) => ({ kind: 'bitmap' as const, bytes: bits }))
  const photo = facts.photo === undefined ? [] : [{ kind: 'jpeg2000' as const, bytes: facts.photo }]
  const drawn = await drawPictures(startPictureProcess, [...characters, ...photo], signal)
  const pictures = new Map(numbers.map((number, index) => [number, drawn[index] ?? null]))
  const text = (parts: JisText): LicenceText => parts.map((part) => shownPart(part, pictures))
  const changed = (of: 'entries' | 'domicile') => (change: Change) => ({
    on: change.on ?? null,
    of,
    text: text(change.text),
    authority: change.authority,
  })
  return {
    form: 'licenceCard',
    name: text(facts.name),
    kana: text(facts.kana),
    commonName: text(facts.commonName),
    birthDate: facts.birthDate ?? null,
    address: text(facts.address),
    issuedOn: facts.issuedOn ?? null,
    colour: facts.colour,
    expiresOn: facts.expiresOn ?? null,
    conditions: facts.conditions.map(text),
    authority: facts.authority,
    number: facts.number,
    categories: facts.held.flatMap(({ tag, since }) => {
      const known = categories.find((category) => category.tag === tag)
      return known === undefined ? [] : [{ name: known.name, heldSince: since ?? null }]
    }),
    changes: [...facts.changes.map(changed('entries')), ...facts.domicileChanges.map(changed('domicile'))],
    domicile: facts.domicile === undefined ? null : text(facts.domicile),
    photo: facts.photo === undefined ? null : (drawn.at(-1) ?? null),
    checks: [...facts.checks, ...(drawn.includes(null) ? ([{ check: 'picture', state: 'failed' }] as const) : [])],
  }
}

/** A character that the licence could not hold has no picture either. */
function shownPart(part: JisText[number], pictures: ReadonlyMap<number, string | null>): LicenceText[number] {
  if (typeof part === 'string') return part
  return { picture: 'external' in part ? (pictures.get(part.external) ?? null) : null }
}
