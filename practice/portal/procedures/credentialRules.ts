// Which credentials are taken in place of a file, and which of their attributes: no more than the office needs (推).
import { insuranceVct, mdlDocType, mdlNamespace } from '../../issuing/types.ts'
import type { CredentialRule } from './procedure.ts'

/** Name and birthday tell that it is the applicant's own. */
export const insuranceOfApplicant: CredentialRule = {
  format: 'dc+sd-jwt',
  type: insuranceVct,
  required: ['/name', '/birth_date', '/insurer_name'],
  optional: ['/insurer_number', '/symbol', '/number', '/branch_number', '/valid_until'],
}

export const licenceOfApplicant: CredentialRule = {
  format: 'mso_mdoc',
  type: mdlDocType,
  required: ['family_name_national_character', 'given_name_national_character', 'birth_date'].map(ofLicence),
  optional: ['resident_address', 'document_number', 'expiry_date'].map(ofLicence),
}

function ofLicence(element: string): string {
  return `/${mdlNamespace}/${element}`
}
