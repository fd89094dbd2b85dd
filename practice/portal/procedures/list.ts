// All procedures, and how they are searched.
import { benefit } from './catalogue/benefit.ts'
import { careNeed } from './catalogue/careNeed.ts'
import { incomeCertificate, residenceCertificate } from './catalogue/certificates.ts'
import { childAllowance } from './catalogue/childAllowance.ts'
import { childcare } from './catalogue/childcare.ts'
import { counterOnly } from './catalogue/counterOnly.ts'
import { move } from './catalogue/move.ts'
import { passport } from './catalogue/passport.ts'
import { publicAccount } from './catalogue/publicAccount.ts'
import { socialInsurance } from './catalogue/socialInsurance.ts'
import { taxCertificate } from './catalogue/taxCertificate.ts'
import type { lifeEvents, Online, Procedure, personKinds } from './procedure.ts'

const procedures: readonly Procedure[] = [
  move,
  childAllowance,
  benefit,
  publicAccount,
  childcare,
  passport,
  careNeed,
  taxCertificate,
  socialInsurance,
  residenceCertificate,
  incomeCertificate,
  ...counterOnly,
]

export interface Search {
  /** A municipality that the person chose; it is not taken from the address. */
  readonly lg?: string | undefined
  readonly life_event?: (typeof lifeEvents)[number] | undefined
  readonly person_kind?: (typeof personKinds)[number] | undefined
  readonly q?: string | undefined
}

export function searchProcedures({ lg, life_event, person_kind, q }: Search): Procedure[] {
  const words = (q ?? '').split(/[\s　]+/).filter((word) => word !== '')
  return procedures.filter((one) => {
    if (lg !== undefined && one.municipalities.length > 0 && !one.municipalities.includes(lg)) return false
    if (life_event !== undefined && !one.lifeEvents.includes(life_event)) return false
    if (person_kind !== undefined && !one.personKinds.includes(person_kind)) return false
    const text = [one.title, one.summary, one.content, ...one.keywords].join(' ')
    return words.every((word) => text.includes(word))
  })
}

export function findProcedure(id: string): Procedure | undefined {
  return procedures.find((one) => one.id === id)
}

/** Those that can be applied for here. */
export function findOnline(id: string): (Procedure & { readonly online: Online }) | undefined {
  const found = findProcedure(id)
  return found?.online === undefined ? undefined : { ...found, online: found.online }
}
