// What the card holds, read for one command and kept nowhere: attributes, face, licence.
import type { CardCheck, CardFace, LicenceData, LicenceText } from '../../../preload/shapes/cardData.ts'
import { cardCheckWords } from '../../../preload/text/cardChecks.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { fail } from '../../failure.ts'
import { chooseReader } from '../../journeys/chooseReader.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, type WalletAtHand, withDrawer, withWallet } from '../withDrawer.ts'
import { writeNew } from '../writeNew.ts'
import { cardWords } from './cardWords.ts'

type CardCommand = Extract<Command, { name: 'card attributes' | 'card face' | 'card licence' }>

/** Yes when it was read and no check failed. Pictures are data: URLs in JSON and not shown in text. */
export function cardData(command: CardCommand, desk: Desk): Promise<Result> {
  const { person, secrets, reader } = desk.common
  const read = async ({ api }: WalletAtHand): Promise<Result> => {
    const state = await knownCards(api, { everyOne: command.name === 'card licence' })
    const licence = state.readers.find(({ card }) => command.name === 'card licence' && card?.kind === 'licence')
    const from = chooseReader(state, reader ?? licence?.id)
    switch (command.name) {
      case 'card attributes': {
        const attributes = value(await api.cardData.attributes({ reader: from, by: command.by }))
        const { name, birthDate, sex, address, checks } = attributes
        const words = cardWords[desk.language]
        const rows = [
          [words.name, name],
          [words.birthDate, birthDate],
          [words.sex, words.sexes[sex]],
          [words.address, address],
        ] as const
        return answer({ attributes }, rows, checks, desk)
      }
      case 'card face':
        return faceResult(value(await api.cardData.face({ reader: from })), command.out, desk)
      case 'card licence':
        return licenceResult(value(await api.cardData.licence({ reader: from, second: command.second })), desk)
    }
  }
  // Nothing is filed, so no drawer is needed; with one, the card has to be its person's.
  const opens = person ?? secrets.passphrase ?? secrets.recovery
  const pin = command.name === 'card attributes' ? 'input' : undefined
  return opens === undefined
    ? withWallet(desk, true, read, pin)
    : withDrawer(desk, { card: true, ...(pin && { pin }) }, read)
}

/** @param out where the photo is written; nothing is overwritten */
async function faceResult(face: CardFace, out: string | undefined, desk: Desk): Promise<Result> {
  const words = cardWords[desk.language]
  if (out !== undefined) await writePhoto(face.photo ?? fail({ code: 'card.noData' }), out)
  const rows = [
    [words.birthDate, face.birthDate],
    [words.sex, words.sexes[face.sex]],
    [words.expiresOn, face.expiresOn ?? words.none],
    ...(out === undefined ? [] : [[words.saved, out] as const]),
  ] as const
  return answer({ face, ...(out === undefined ? {} : { savedAs: out }) }, rows, face.checks, desk)
}

const writePhoto = (url: string, path: string): Promise<void> =>
  writeNew(path, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))

function licenceResult(licence: LicenceData, desk: Desk): Result {
  const words = cardWords[desk.language]
  const text = (parts: LicenceText): string =>
    parts.map((part) => (typeof part === 'string' ? part : words.external)).join('')
  const rows = [
    [words.name, text(licence.name)],
    [words.kana, text(licence.kana)],
    [words.commonName, text(licence.commonName)],
    [words.birthDate, licence.birthDate ?? ''],
    [words.address, text(licence.address)],
    [words.domicile, licence.domicile === null ? '' : text(licence.domicile)],
    [words.issuedOn, licence.issuedOn ?? ''],
    [words.expiresOn, licence.expiresOn ?? ''],
    [words.colour, licence.colour],
    [words.number, licence.number],
    [words.authority, licence.authority],
    ...licence.conditions.map((condition) => [words.conditions, text(condition)] as const),
    ...licence.categories.map(
      ({ name, heldSince }) =>
        [
          words.categories,
          `${name[desk.language]}${heldSince === null ? '' : ` (${words.since} ${heldSince})`}`,
        ] as const,
    ),
    ...licence.changes.map(
      (change) => [words.changes, [change.on ?? '', text(change.text), change.authority].join(' ').trim()] as const,
    ),
  ] as const
  return answer({ licence }, rows, licence.checks, desk)
}

function answer(
  read: Record<string, unknown>,
  rows: readonly (readonly [string, string])[],
  checks: readonly CardCheck[],
  { language }: Desk,
): Result {
  const ok = !checks.some(({ state }) => state === 'failed')
  const marks = { held: '+', failed: '!', notChecked: '?' }
  return {
    status: ok ? 0 : 1,
    json: { ok, ...read },
    lines: [
      ...rows.flatMap(([label, shown]) => (shown === '' ? [] : [`${label}: ${shown}`])),
      ...checks.map(({ check, state }) => `${marks[state]} ${withoutRuby(cardCheckWords[check][state][language])}`),
    ],
  }
}
