// The pre-flight of a procedure: what the open drawer, the readers and this PC know by now. No PIN is asked, nothing is sent.
import type { AttachmentRule } from '../../preload/shapes/drafts.ts'
import type { PortalMandate } from '../../preload/shapes/portalMandates.ts'
import { type MandateRefusal, mandateRefusal, type Preflight } from '../../preload/shapes/procedures.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { queryFor } from '../applications/attachments.ts'
import type { CardWatch } from '../card/cardWatch.ts'
import { isPhone } from '../card/sameCard.ts'
import { certificateView } from '../certificates/certificateView.ts'
import type { Trust } from '../certificates/trust.ts'
import type { CredentialId } from '../credentials/credential.ts'
import type { OpenPerson } from '../desk.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { ofKind } from '../drawer/portalCopy.ts'
import { fail, WalletError } from '../failure.ts'
import type { PortalProfile } from '../portal/profile.ts'
import type { Holder, JudgedCertificate, KnownCard } from '../procedures/cardNeeds.ts'
import { buildPreflight } from '../procedures/preflight.ts'
import { keptProcedure } from './findProcedures.ts'
import type { Guard } from './guard.ts'

export interface Beforehand {
  readonly open: OpenPerson
  readonly trust: Trust
  readonly cards: Pick<CardWatch, 'read' | 'certificate'>
  readonly guard: Pick<Guard, 'check'>
  readonly people: readonly Holder[]
  /** Undefined: there is none at hand. */
  readonly profile: PortalProfile | undefined
  readonly session: Session | undefined
  /** A signing certificate that was read from the card that came into that reader with that insertion. */
  readonly signatureOf: (reader: string, insertion: number | null) => JudgedCertificate | undefined
  readonly language: 'ja' | 'en'
  readonly at: Date
}

/**
 * @returns undefined for a procedure that is done elsewhere
 * @throws procedure.notFound where it was not opened before
 */
export async function checkBeforehand(setting: Beforehand, id: string): Promise<Preflight | undefined> {
  const { open, cards, people, profile, session, language, at } = setting
  const { drawer, actor } = open
  const procedure = (await keptProcedure(drawer, id)) ?? fail({ code: 'procedure.notFound' })
  if (procedure.preparation === undefined) return undefined
  const owner: Holder = { personId: open.personId, name: open.name }
  const own = actor === undefined
  return buildPreflight(procedure.preparation, {
    at,
    language,
    session,
    enrolled: profile !== undefined && (await drawer.enrolment(profile.origin)) !== undefined,
    state: cards.read(),
    known: await knownCards(setting),
    owner,
    kept: await keptSigning(drawer, at),
    actor: own ? undefined : { name: actor.name, basis: actor.basis },
    refused: await refusal(drawer, at),
    people: people.map(({ personId, name }) => ({ personId, name })),
    actsFor: own ? (await drawer.mandates(at.toISOString())).held : [],
    atPortal: await registeredAtPortal(drawer, profile),
    papers: await drawer.papers(),
    held: await fittingCredentials(drawer, procedure.preparation.attachments, { language, at }),
  })
}

/** My Number Cards in the readers, each judged by what it shows without a PIN. */
async function knownCards({ cards, guard, trust, signatureOf, at }: Beforehand): Promise<KnownCard[]> {
  const found = cards.read().readers.map(async ({ id: reader, insertion, card }): Promise<KnownCard[]> => {
    if (card?.kind !== 'myNumber') return []
    const certificate = cards.certificate(reader)
    return [
      {
        reader,
        card,
        authentication: certificate && (await judge(certificate, trust, at)),
        signature: signatureOf(reader, insertion),
        refused: certificate !== undefined && (await isRefused(guard, certificate, isPhone({ card }))),
      },
    ]
  })
  return (await Promise.all(found)).flat()
}

async function judge(certificate: Uint8Array, trust: Trust, at: Date): Promise<JudgedCertificate> {
  return certificateView({ certificate, role: 'authentication', authority: undefined, trust, at })
}

/** Asked as it is asked before a PIN. */
async function isRefused(guard: Pick<Guard, 'check'>, certificate: Uint8Array, phone: boolean): Promise<boolean> {
  try {
    await guard.check(certificate, phone)
    return false
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
    return error.failure.code === 'card.otherPerson'
  }
}

async function keptSigning(drawer: Drawer, at: Date): Promise<JudgedCertificate[]> {
  const now = at.toISOString()
  const certificates = (await drawer.list(now)).filter(({ format }) => format === 'x509')
  const details = await Promise.all(certificates.map(({ id }) => drawer.show(id as CredentialId, now)))
  return details.flatMap(({ certificate }) => (certificate?.role === 'signature' ? [certificate] : []))
}

/** Why whoever acts in this drawer may not apply; undefined: they may. */
async function refusal(drawer: Drawer, at: Date): Promise<MandateRefusal | undefined> {
  try {
    await drawer.mayAct('apply', at.toISOString())
    return undefined
  } catch (error) {
    const code = error instanceof WalletError ? mandateRefusal.safeParse(error.failure.code).data : undefined
    if (code === undefined) throw error
    return code
  }
}

/** By rule, the names of credentials that could be presented in place of a file. Nothing is presented. */
async function fittingCredentials(
  drawer: Drawer,
  rules: readonly AttachmentRule[],
  { language, at }: Pick<Beforehand, 'language' | 'at'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const named = rules.map(async ({ id, credentials }) => {
    const answers = await Promise.all(
      credentials.map((rule) => drawer.match(queryFor(rule, rule.required), at.toISOString())),
    )
    const candidates = answers.flatMap(({ options }) => options.flatMap(({ parts }) => parts))
    const names = candidates.flatMap((part) => part.candidates.map(({ credential }) => credential.name[language]))
    return [id, [...new Set(names)]] as const
  })
  try {
    return new Map(await Promise.all(named))
  } catch (error) {
    // Whoever acts here may not present anything.
    if (error instanceof WalletError && error.failure.code.startsWith('mandate.')) return new Map()
    throw error
  }
}

async function registeredAtPortal(drawer: Drawer, profile: PortalProfile | undefined): Promise<PortalMandate[]> {
  const copies = ofKind(await drawer.copies('mandate'), 'mandate')
  return copies
    .filter(({ portal, content }) => portal === profile?.id && content.goneSince === undefined)
    .map(({ content }) => content)
}
