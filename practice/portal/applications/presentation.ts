// A credential in place of a file: presented for this portal and this application alone, of the applicant, with the attributes
// that its rule names and no others.
import { allHold } from '../../../main/certificates/finding.ts'
import { isObject, type JsonObject, member } from '../../../main/credentials/json.ts'
import { WalletError } from '../../../main/failure.ts'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import type { Field } from '../problem.ts'
import { sameName } from '../procedures/parts.ts'
import type { AttachmentRule, SentAttachment } from '../procedures/procedure.ts'
import { verifyPresentation } from '../verifiers/judge.ts'

/** By the media type of what is sent. */
const formats: Readonly<Record<string, 'dc+sd-jwt' | 'mso_mdoc'>> = {
  'application/dc+sd-jwt': 'dc+sd-jwt',
  'application/cbor': 'mso_mdoc',
}
/** As long as one application may be sent again. */
const maxAgeSeconds = 24 * 3600

export const isPresentation = ({ media }: Pick<SentAttachment, 'media'>): boolean => Object.hasOwn(formats, media)

export async function presentationFaults(
  context: PortalContext,
  rules: readonly AttachmentRule[],
  { requestId, applicant }: { readonly requestId: string; readonly applicant: PracticePerson },
  { id, media, bytes }: SentAttachment,
): Promise<Field[]> {
  const format = formats[media]
  const wrong = (message: string): Field[] => [{ pointer: `/attachments/${id}`, message }]
  const rule = rules.find((one) => one.id === id)?.credentials?.filter((one) => one.format === format) ?? []
  if (format === undefined || rule.length === 0) return wrong('この証明書は受け取れません')
  const binding = {
    clientId: context.origin,
    nonce: requestId,
    responseUri: `${context.origin}/api/applications/v1`,
    maxAgeSeconds,
  }
  const presentation = Buffer.from(bytes).toString(format === 'dc+sd-jwt' ? 'utf8' : 'base64url')
  try {
    const { verified, disclosed } = await verifyPresentation(context, binding, format, presentation)
    if (!allHold(verified.findings)) return wrong('証明書を確認できませんでした')
    const wanted = rule.find(({ type }) => type === verified.type)
    if (wanted === undefined) return wrong('この種類の証明書は受け取れません')
    const given = disclosed.map((path) => `/${path.join('/')}`)
    if (!wanted.required.every((one) => given.includes(one))) return wrong('必要な項目がそろっていません')
    if (!given.every((one) => [...wanted.required, ...wanted.optional].includes(one))) {
      return wrong('求めていない項目が入っています')
    }
    return isOf(verified.claims, applicant) ? [] : wrong('申請する方の証明書ではありません')
  } catch (error) {
    if (error instanceof WalletError) return wrong('証明書を読み取れませんでした')
    throw error
  }
}

/** Claims of an SD-JWT VC stand on their own; those of an mdoc below their namespaces. */
function isOf(claims: JsonObject, { name, birthDate }: PracticePerson): boolean {
  const places = [claims, ...Object.values(claims).filter(isObject)]
  const told = (key: string): string => {
    const found = places.map((place) => member(place, key)).find((value) => typeof value === 'string')
    return typeof found === 'string' ? found : ''
  }
  const named = told('name') || `${told('family_name_national_character')}${told('given_name_national_character')}`
  return sameName(named, name.kanji) && told('birth_date') === birthDate
}
