// What a procedure is: what a person is told of it, its form, and what its office does with an application.
import type { z } from 'zod'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import type { Field } from '../problem.ts'

export const lifeEvents = ['birth', 'move', 'school', 'work', 'care', 'retirement', 'death', 'travel', 'tax'] as const
export const personKinds = ['adult', 'child', 'parent', 'elderly', 'household_head', 'employer'] as const

/** How somebody may stand to the person whom it concerns: oneself, by mandate, as family (代行), for a company. */
export type Standing = 'self' | 'legal' | 'appointed' | 'family' | 'officer'

/** A credential that is taken in place of a file: these attributes, as JSON pointers of their paths, and no others. */
export interface CredentialRule {
  readonly format: 'dc+sd-jwt' | 'mso_mdoc'
  /** `vct` or docType */
  readonly type: string
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

export interface AttachmentRule {
  readonly id: string
  readonly title: string
  readonly required: boolean
  readonly media: readonly ('application/pdf' | 'image/jpeg' | 'image/png')[]
  readonly credentials?: readonly CredentialRule[]
}

export interface SentAttachment {
  readonly id: string
  readonly name: string
  readonly media: string
  readonly bytes: Uint8Array
}

export interface Facts<Form = unknown> {
  readonly context: PortalContext
  /** YYYY-MM-DD in Japan. */
  readonly today: string
  readonly form: Form
  /** Whom it concerns. */
  readonly applicant: PracticePerson
  /** Who sends it. */
  readonly actor: PracticePerson
  readonly standing: Standing
  readonly attachments: readonly Pick<SentAttachment, 'id'>[]
  readonly receiptNo: string
}

export type Decision =
  | { readonly kind: 'complete'; readonly note?: string }
  | { readonly kind: 'reject'; readonly note: string }
  /** 補正依頼 */
  | { readonly kind: 'return'; readonly note: string; readonly fields: readonly Field[] }
  /** A fee in yen, to be paid first. */
  | { readonly kind: 'charge'; readonly amount: number }

export interface FollowUp {
  readonly title: string
  /** Whose it is. */
  readonly who: string
  readonly basis: string
  /** A procedure of this portal; absent: at a counter or by somebody else. */
  readonly procedure?: string
  readonly due_on?: string
}

export interface OfficialDocument {
  readonly name: string
  readonly media: 'application/pdf' | 'application/xml'
  readonly bytes: Uint8Array
}

/** 行政サービス・制度 of GIF (DS-451-4), as far as a family needs it. */
export interface Description {
  readonly id: string
  readonly title: string
  readonly organisation: string
  readonly summary: string
  readonly content: string
  readonly law?: string
  readonly lifeEvents: readonly (typeof lifeEvents)[number][]
  readonly personKinds: readonly (typeof personKinds)[number][]
  /** 全国地方公共団体コード with check digit; empty: everywhere. */
  readonly municipalities: readonly string[]
  readonly keywords: readonly string[]
  readonly fee: string
  readonly contact: string
  readonly updatedAt: string
}

export interface Procedure extends Description {
  /** Absent: it cannot be done here; `content` says where. */
  readonly online?: Online
}

export interface Online {
  /** none; user: authentication key; sign: signing key. */
  readonly signature: 'none' | 'user' | 'sign'
  readonly eligible: readonly { readonly standing: Standing; readonly note: string }[]
  readonly attachments: readonly AttachmentRule[]
  readonly minutes: number
  /** How often a card is held to the reader. */
  readonly taps: number
  readonly form: z.ZodObject
  /** One open application a person. */
  readonly single: boolean
  check(facts: Facts): readonly Field[]
  decide(facts: Facts): Decision
  followUps(facts: Facts): readonly FollowUp[]
  issue(facts: Facts): readonly OfficialDocument[]
  complete(facts: Facts): void
  /** 到達番号, for those who file for a company. */
  readonly arrivalNumber: boolean
}

interface Plan<Form extends z.ZodObject>
  extends Omit<Online, 'form' | 'check' | 'decide' | 'followUps' | 'issue' | 'complete' | 'single' | 'arrivalNumber'> {
  readonly form: Form
  readonly single?: boolean
  readonly arrivalNumber?: boolean
  readonly check?: (facts: Facts<z.output<Form>>) => readonly Field[]
  readonly decide?: (facts: Facts<z.output<Form>>) => Decision
  readonly followUps?: (facts: Facts<z.output<Form>>) => readonly FollowUp[]
  readonly issue?: (facts: Facts<z.output<Form>>) => readonly OfficialDocument[]
  readonly complete?: (facts: Facts<z.output<Form>>) => void
}

/** A procedure whose rules see its form as what it is; the form was checked against its schema before. */
export function online<Form extends z.ZodObject>(plan: Plan<Form>): Online {
  const typed = (facts: Facts): Facts<z.output<Form>> => ({ ...facts, form: plan.form.parse(facts.form) })
  return {
    signature: plan.signature,
    eligible: plan.eligible,
    attachments: plan.attachments,
    minutes: plan.minutes,
    taps: plan.taps,
    form: plan.form,
    single: plan.single ?? false,
    arrivalNumber: plan.arrivalNumber ?? false,
    check: (facts) => plan.check?.(typed(facts)) ?? [],
    decide: (facts) => plan.decide?.(typed(facts)) ?? { kind: 'complete' },
    followUps: (facts) => plan.followUps?.(typed(facts)) ?? [],
    issue: (facts) => plan.issue?.(typed(facts)) ?? [],
    complete: (facts) => plan.complete?.(typed(facts)),
  }
}
