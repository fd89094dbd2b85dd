// Fields filled from the card, from credentials, and from what was sent before: offered first, filled when the person says so.
import type { CardAttributes } from '../../preload/shapes/cardData.ts'
import type { CredentialCard } from '../../preload/shapes/credentials.ts'
import type { Draft, FieldSource, FillFrom, FillOffers, OpenDraft, ProcedureForm } from '../../preload/shapes/drafts.ts'
import {
  cardValues,
  type Filling,
  filled,
  fillingBy,
  fillingByEarlier,
  isOf,
  valuesOfCard,
  valuesOfCredential,
} from '../applications/fillForm.ts'
import { keptCopies } from '../board/kept.ts'
import { type CredentialId, credentialId } from '../credentials/credential.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import type { Ports } from '../ports.ts'
import { changeDraft, type InDrawer, toldStill } from './changeDraft.ts'
import { keptForm } from './keptForms.ts'

/** Offers of each kind; more help nobody to choose. */
const most = 20

/** No card is asked. @throws draft.notFound */
export async function offerFilling({ drawer }: InDrawer, id: string, at: string): Promise<FillOffers> {
  const draft = await drawer.draft(id)
  const form = await keptForm(drawer, draft.procedure)
  const places = (filling: Filling): string[] => [...filling.keys()]
  const offers: FillOffers = { card: [], credentials: [], earlier: [] }
  if (isOwn(draft)) {
    offers.card = places(fillingBy(form.fields, draft.form, Object.fromEntries(cardValues.map((name) => [name, '']))))
    for (const card of (await ownCredentials(drawer, at)).slice(0, most)) {
      const filling = fillingBy(form.fields, draft.form, valuesOfCredential(await drawer.show(card.id, at)))
      if (filling.size > 0) offers.credentials.push({ credentialId: card.id, name: card.name, places: places(filling) })
    }
  }
  for (const { application, filling } of await earlierOf(drawer, draft, form)) {
    const { receiptNo, title, submittedAt } = application
    if (filling.size > 0 && offers.earlier.length < most)
      offers.earlier.push({ receiptNo, title, at: submittedAt, places: places(filling) })
  }
  return offers
}

export interface FillDraft {
  readonly id: string
  readonly from: FillFrom
  /** These places, whatever stands there; absent: all that are empty. */
  readonly only?: readonly string[] | undefined
  /** Asks for the PIN and reads the four attributes. */
  readonly readCard: () => Promise<CardAttributes>
}

/**
 * @throws draft.notFound, credential.notFound, application.notFound, card.*; draft.forOther
 */
export async function fillDraft(
  ports: Pick<Ports, 'now'>,
  at: InDrawer,
  { id, from, only, readCard }: FillDraft,
): Promise<OpenDraft> {
  const now = ports.now().toISOString()
  // Before anything is asked of a person.
  await at.drawer.mayAct('apply', now)
  if (from.kind !== 'earlier' && !isOwn(await at.drawer.draft(id))) fail({ code: 'draft.forOther' })
  const card = from.kind === 'card' ? trustworthy(await readCard()) : undefined
  return changeDraft(ports, at, id, async (draft, form) => {
    const { filling, source } = await read(at, { draft, form, from, only, card, now })
    const places = [...filling.keys()].map((pointer) => `/form${pointer}`)
    const told = toldStill(draft, ({ pointer }) => !places.includes(pointer))
    return { ...draft, ...filled(draft, filling, source), ...told }
  })
}

interface Reading {
  readonly draft: Draft
  readonly form: ProcedureForm
  readonly from: FillFrom
  readonly only: readonly string[] | undefined
  readonly card: CardAttributes | undefined
  readonly now: string
}

async function read(
  { drawer, language }: InDrawer,
  { draft, form, from, only, card, now }: Reading,
): Promise<{ filling: Filling; source: FieldSource }> {
  if (from.kind === 'earlier') {
    const found = (await earlierOf(drawer, draft, form, only)).find(
      ({ application }) => application.receiptNo === from.receiptNo,
    )
    const { application, filling } = found ?? fail({ code: 'application.notFound' })
    return { filling, source: { from: 'earlier', name: application.title, at: application.submittedAt } }
  }
  if (from.kind === 'card') {
    const values = card === undefined ? {} : valuesOfCard(card)
    return { filling: fillingBy(form.fields, draft.form, values, only), source: { from: 'card', at: now } }
  }
  const credential =
    (await ownCredentials(drawer, now)).find(({ id }) => id === from.credentialId) ??
    fail({ code: 'credential.notFound' })
  const values = valuesOfCredential(await drawer.show(credential.id, now))
  return {
    filling: fillingBy(form.fields, draft.form, values, only),
    source: { from: 'credential', name: credential.name[language], at: now },
  }
}

/** Card and credentials of the drawer are its owner's, and say nothing of somebody else. */
const isOwn = ({ onBehalf, mandate }: Draft): boolean => onBehalf === undefined && mandate === undefined

type OwnCredential = CredentialCard & { readonly id: CredentialId }

async function ownCredentials(drawer: Drawer, at: string): Promise<OwnCredential[]> {
  const all = await drawer.list(at)
  return all.flatMap((card) =>
    card.expired || (card.kind !== 'insurance' && card.kind !== 'licence')
      ? []
      : [{ ...card, id: credentialId(card.id) }],
  )
}

/** Of those that concern the same person, the newest first. */
async function earlierOf(drawer: Drawer, draft: Draft, form: ProcedureForm, only?: readonly string[]) {
  const forms = (await keptCopies(drawer, 'form')).map(({ content }) => content)
  const applications = (await keptCopies(drawer, 'application'))
    .map(({ content }) => content)
    .filter((one) => one.receiptNo !== draft.corrects && isOf(one, draft.onBehalf?.name ?? draft.mandate?.principal))
    .sort((one, other) => other.submittedAt.localeCompare(one.submittedAt))
  return applications.flatMap((application) => {
    const fields = forms.find(({ procedure }) => procedure === application.procedure)?.fields
    if (fields === undefined) return []
    const earlier = { fields, form: application.form }
    return [{ application, filling: fillingByEarlier(form.fields, draft.form, earlier, only) }]
  })
}

/** What the card itself contradicts is filled in nowhere. @throws card.garbled */
function trustworthy(attributes: CardAttributes): CardAttributes {
  return attributes.checks.some(({ state }) => state === 'failed')
    ? fail({ code: 'card.garbled', step: 'attributes (check failed)' })
    : attributes
}
