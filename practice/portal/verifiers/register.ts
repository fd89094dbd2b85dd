// The practice register of verifiers: who they are, what they usually ask, and what they may ask at all.
import { organisations, type VerifierName } from '../../authorities.ts'
import { insuranceVct, mdlDocType, mdlNamespace } from '../../issuing/types.ts'
import { type Bilingual, insuranceClaimNames, licenceClaimNames } from '../issuer/kinds.ts'

export type { VerifierName } from '../../authorities.ts'
export const verifierIds = ['portal', 'clinic', 'rental'] as const satisfies readonly VerifierName[]

export const verifierNames: Readonly<Record<VerifierName, Bilingual>> = {
  portal: { ja: organisations.portal, en: 'Practice Portal' },
  clinic: { ja: organisations.clinic, en: 'Practice Clinic, reception' },
  rental: { ja: organisations.rental, en: 'Practice Car Rental' },
}

export const purposes: Readonly<Record<VerifierName, Bilingual>> = {
  portal: { ja: '医療費助成の申請の受付', en: 'To take an application for help with medical costs' },
  clinic: { ja: '診療の受付と保険資格の確認', en: 'To receive you and to check your insurance' },
  rental: { ja: '車を貸す前の免許の確認', en: 'To check your licence before lending a car' },
}

const clinicRequired = ['insurer_number', 'symbol', 'number', 'branch_number', 'name', 'birth_date']
const clinicOptional = ['limit_class', 'copayment_rate']
const rentalElements = ['driving_privileges', 'age_over_20']

export interface RegisteredCredential {
  readonly format: 'dc+sd-jwt' | 'mso_mdoc'
  readonly meta: object
  readonly claims: readonly { readonly path: readonly string[] }[]
}

/** Which claims of which credential each may ask, as it told the registrar. */
export function registeredCredentials(verifier: VerifierName): RegisteredCredential[] {
  switch (verifier) {
    case 'portal':
      return [
        insurance(insuranceClaimNames.map(({ path }) => path)),
        licence(licenceClaimNames.map(({ path }) => path)),
      ]
    case 'clinic':
      return [insurance([...clinicRequired, ...clinicOptional].map((name) => [name]))]
    case 'rental':
      return [licence(rentalElements.map((name) => [mdlNamespace, name]))]
  }
}

function insurance(paths: readonly (readonly string[])[]): RegisteredCredential {
  return { format: 'dc+sd-jwt', meta: { vct_values: [insuranceVct] }, claims: paths.map((path) => ({ path })) }
}

function licence(paths: readonly (readonly string[])[]): RegisteredCredential {
  return { format: 'mso_mdoc', meta: { doctype_value: mdlDocType }, claims: paths.map((path) => ({ path })) }
}

/**
 * What each asks when nothing else is said. Optional things are claim_sets and credential_sets, best first (OpenID4VP 6.4).
 *
 * @param insurersWithoutSymbol 国民健康保険 and 後期高齢者医療 may give no 記号, and a credential then has none
 */
export function usualQuery(verifier: VerifierName, insurersWithoutSymbol: readonly string[]): object {
  switch (verifier) {
    case 'clinic': {
      const withoutSymbol = clinicRequired.filter((name) => name !== 'symbol')
      const usual = insuranceQuery('insurance', [...clinicRequired, ...clinicOptional], withOptional(clinicRequired))
      if (insurersWithoutSymbol.length === 0) return { credentials: [usual] }
      const other = insuranceQuery(
        'insurance-without-symbol',
        [...withoutSymbol, ...clinicOptional],
        withOptional(withoutSymbol),
        { insurer_number: insurersWithoutSymbol },
      )
      return {
        credentials: [usual, other],
        credential_sets: [{ options: [['insurance'], ['insurance-without-symbol']] }],
      }
    }
    case 'rental':
      return { credentials: [licenceQuery(rentalElements)] }
    case 'portal': {
      const least = ['name', 'birth_date']
      const full = [...least, 'insurer_name', 'copayment_rate']
      return {
        credentials: [
          insuranceQuery('insurance', full, [full, least]),
          licenceQuery(['document_number', 'expiry_date']),
        ],
        credential_sets: [{ options: [['insurance']] }, { options: [['licence']], required: false }],
      }
    }
  }
}

/** With both, either or none of what the clinic would like to have too. */
function withOptional(required: readonly string[]): string[][] {
  const [limit = '', rate = ''] = clinicOptional
  return [[...required, limit, rate], [...required, limit], [...required, rate], [...required]]
}

function insuranceQuery(
  id: string,
  claims: readonly string[],
  sets: readonly (readonly string[])[],
  values: Readonly<Record<string, readonly string[]>> = {},
) {
  return {
    id,
    format: 'dc+sd-jwt',
    meta: { vct_values: [insuranceVct] },
    claims: claims.map((name) => ({ id: name, path: [name], ...(values[name] ? { values: values[name] } : {}) })),
    claim_sets: sets,
  }
}

function licenceQuery(elements: readonly string[]) {
  return {
    id: 'licence',
    format: 'mso_mdoc',
    meta: { doctype_value: mdlDocType },
    claims: elements.map((name) => ({ path: [mdlNamespace, name], intent_to_retain: false })),
  }
}
