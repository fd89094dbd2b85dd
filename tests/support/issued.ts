// Credentials as an issuer of the tests sends them.
import type { CredentialKind, KeyId } from '../../main/credentials/credential.ts'
import type { IncomingCredential } from '../../main/drawer/contract/credentials.ts'
import type { DcqlQuery } from '../../main/presentation/dcql.ts'
import { parseDcql } from '../../main/presentation/parseDcql.ts'
import { issueMdoc } from '../../practice/issuing/mdoc.ts'
import { issueSdJwt } from '../../practice/issuing/sdJwt.ts'
import { insuranceVct, mdlDocType, mdlNamespace } from '../../practice/issuing/types.ts'
import { later, type Pki } from '../cross/formatsPki.ts'

interface BoundTo {
  readonly keyId: KeyId
  readonly publicJwk: Record<string, unknown>
}

export const insuranceClaimsOfTest = {
  name: '架空　保険子',
  birth_date: '1990-01-02',
  number: '13579',
  insurer_name: 'テスト健康保険組合',
}

export function incomingInsurance(
  pki: Pick<Pki, 'signer'>,
  { keyId, publicJwk }: BoundTo,
  claims: Record<string, unknown> = insuranceClaimsOfTest,
): IncomingCredential {
  const compact = issueSdJwt({
    claims,
    vct: insuranceVct,
    holderJwk: publicJwk,
    signer: pki.signer('credentialIssuer'),
    status: { uri: 'https://issuer.practice.invalid/status', index: 7 },
    iat: later(-1),
    exp: later(300),
  })
  return {
    format: 'dc+sd-jwt',
    raw: Buffer.from(compact),
    keyId,
    expectedType: insuranceVct,
    ...named('insurance', '保険証', 'Insurance'),
  }
}

export function incomingLicence(pki: Pick<Pki, 'signer'>, { keyId, publicJwk }: BoundTo): IncomingCredential {
  const raw = issueMdoc({
    docType: mdlDocType,
    namespaces: {
      [mdlNamespace]: { family_name: 'KAKUU', given_name: 'MENKYOKO', document_number: '2468', age_over_20: true },
    },
    holderJwk: publicJwk,
    signer: pki.signer('documentSigner'),
    validity: { signed: later(-1), validFrom: later(-1), validUntil: later(100) },
  })
  return {
    format: 'mso_mdoc',
    raw,
    keyId,
    expectedType: mdlDocType,
    ...named('licence', '運転免許証', 'Driving licence'),
  }
}

const named = (kind: CredentialKind, ja: string, en: string) => ({
  kind,
  name: { ja, en },
  labels: [{ path: ['name'], label: { ja: 'お名前', en: 'The name' } }],
})

export const askForInsuranceName: DcqlQuery = parseDcql({
  credentials: [
    {
      id: 'insurance',
      format: 'dc+sd-jwt',
      meta: { vct_values: [insuranceVct] },
      claims: [{ id: 'name', path: ['name'] }],
    },
  ],
})

export const askForAge: DcqlQuery = parseDcql({
  credentials: [
    {
      id: 'licence',
      format: 'mso_mdoc',
      meta: { doctype_value: mdlDocType },
      claims: [{ id: 'age', path: [mdlNamespace, 'age_over_20'] }],
    },
  ],
})
