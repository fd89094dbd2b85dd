// Days that only a card tells, kept in the drawer so that the calendar knows them without it.

import type { KeptDate } from '../../preload/shapes/calendar.ts'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { type CopyOf, ofKind } from '../drawer/portalCopy.ts'
import { dayOf } from '../mandates/days.ts'

type FromCard = Exclude<KeptDate['what'], 'own'>
type End = Pick<KeptDate, 'on'> & { readonly what: FromCard }

/** Of no portal. */
const nowhere = ''

/** The ends that the cards of that person tell without a PIN. */
export const endsOnCards = ({ readers }: CardState, personId: string): End[] =>
  readers.flatMap(({ card }) => {
    if (card?.kind !== 'myNumber' || card.personId !== personId || card.authentication === null) return []
    const phone = card.medium === 'android' || card.medium === 'iphone'
    return [{ what: phone ? 'phone' : 'authentication', on: dayOf(card.authentication.validUntil) }]
  })

/** Writes nothing where the drawer knows them already. @returns whether something changed. @throws drawer.*, mandate.* */
export async function noteEnds(drawer: Drawer, ends: readonly End[], at: string): Promise<boolean> {
  const kept = await keptDates(drawer)
  const news = ends.filter(({ what, on }) => kept.find(({ id }) => id === what)?.content.on !== on)
  if (news.length > 0)
    await drawer.keepCopies(
      news.map(({ what, on }) => ({ portal: nowhere, kind: 'date', id: what, content: { what, on, notedAt: at } })),
    )
  return news.length > 0
}

export const keptDates = async (drawer: Drawer): Promise<CopyOf<'date'>[]> =>
  ofKind(await drawer.copies('date'), 'date')

/** @param id of a new one: random */
export const keepOwnDate = (
  drawer: Drawer,
  id: string,
  content: { name: string; on: string; notedAt: string },
): Promise<void> => drawer.keepCopies([{ portal: nowhere, kind: 'date', id, content: { what: 'own', ...content } }])

export const dropDate = (drawer: Drawer, id: string): Promise<void> => drawer.dropCopy(nowhere, 'date', id)
