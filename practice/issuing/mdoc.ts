// Issues ISO mdocs for the practice portal (ISO/IEC 18013-5:2021 8.3.2.1.2.2 and 9.1.2.4).
import { createHash, randomBytes, sign } from 'node:crypto'
import { coseKeyFromJwk, es256Header, signatureInput } from '../../main/credentials/cose.ts'
import { type CborInput, embed, encodeCbor, TaggedCbor } from '../../main/credentials/encodeCbor.ts'
import { readPublicJwk } from '../../main/credentials/jwk.ts'
import type { CredentialSigner } from './sdJwt.ts'

export interface MdocPlan {
  readonly docType: string
  /** Element values by namespace and name; dates made with {@link fullDate}. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, CborInput>>>>
  readonly holderJwk: Readonly<Record<string, unknown>>
  readonly signer: CredentialSigner
  readonly validity: { readonly signed: Date; readonly validFrom: Date; readonly validUntil: Date }
  readonly status?: { readonly uri: string; readonly index: number }
}

/** The CBOR of IssuerSigned; OpenID4VCI A.2.4 sends its base64url text. */
export function issueMdoc(plan: MdocPlan): Uint8Array {
  const holder = readPublicJwk(plan.holderJwk)
  if (holder === undefined) throw new Error('the holder key is not a public key on P-256 or P-384')
  const nameSpaces: Record<string, CborInput[]> = {}
  const valueDigests: Record<string, CborInput> = {}
  for (const [namespace, elements] of Object.entries(plan.namespaces)) {
    const given = Object.entries(elements).filter(([, value]) => value !== undefined)
    // Identifiers are dealt out at random: their order must not tell which elements are there.
    const identifiers = shuffled(given.length)
    const items = given.map(([elementIdentifier, elementValue], index) => {
      const random = new Uint8Array(randomBytes(24))
      const digestID = identifiers[index] ?? index
      return { digestID, bytes: embed({ digestID, random, elementIdentifier, elementValue }) }
    })
    nameSpaces[namespace] = items.map(({ bytes }) => bytes)
    valueDigests[namespace] = new Map(
      items.map(({ digestID, bytes }) => [digestID, new Uint8Array(createHash('sha256').update(bytes.bytes).digest())]),
    )
  }
  const { status } = plan
  const payload = embed({
    version: '1.0',
    digestAlgorithm: 'SHA-256',
    valueDigests,
    deviceKeyInfo: { deviceKey: coseKeyFromJwk(holder) },
    docType: plan.docType,
    validityInfo: {
      signed: dateTime(plan.validity.signed),
      validFrom: dateTime(plan.validity.validFrom),
      validUntil: dateTime(plan.validity.validUntil),
    },
    ...(status === undefined ? {} : { status: { status_list: { idx: status.index, uri: status.uri } } }),
  })
  const signature = sign('sha256', signatureInput(es256Header, payload.bytes), {
    key: plan.signer.privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  const [leaf] = plan.signer.chain
  const x5chain = plan.signer.chain.length === 1 && leaf !== undefined ? leaf : [...plan.signer.chain]
  return encodeCbor({
    nameSpaces,
    issuerAuth: [es256Header, new Map([[33, x5chain]]), payload.bytes, Uint8Array.from(signature)],
  })
}

/** full-date (RFC 8943): `YYYY-MM-DD`. */
export function fullDate(date: string): TaggedCbor {
  return new TaggedCbor(1004, date)
}

/** tdate without fractions of a second and in UTC, as 9.1.2.4 wants it. */
export function dateTime(instant: Date): TaggedCbor {
  return new TaggedCbor(0, `${instant.toISOString().slice(0, 19)}Z`)
}

function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, order: randomBytes(6).readUIntBE(0, 6) }))
    .sort((a, b) => a.order - b.order)
    .map(({ index }) => index)
}
