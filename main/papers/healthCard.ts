// A SMART Health Card (SMART Health Cards Framework 1.4): a deflated JWS, as text of digits (shc:/) from a QR code, alone, or in
// a .smart-health-card file.
import { inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { IssuerKeys, PaperSheet, PaperVerdict, ReadPaper } from '../../preload/shapes/papers.ts'
import { allHold, type Finding, stated } from '../certificates/finding.ts'
import { fromBase64url, textFromBase64url, toBase64url } from '../credentials/base64url.ts'
import { member, parseJsonObject } from '../credentials/json.ts'
import { jwkThumbprint, publicKeyOf } from '../credentials/jwk.ts'
import { headerFindings, type Jws, jwsHolds } from '../credentials/jws.ts'
import { fail } from '../failure.ts'
import { ownMember } from '../ownMember.ts'
import { dayOf, maybe, same } from './facts.ts'

/** Keys of one issuer, as they were published when the wallet asked. */
export type PublishedKeys = Pick<IssuerKeys, 'iss' | 'keys'>

/** A record of many doses inflates to some kilobytes. */
const mostInflated = 1024 * 1024
const rule = 'SMART Health Cards 1.4'

const compact = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
  .max(100_000)
const cardFile = z.object({ verifiableCredential: z.array(compact).min(1).max(10) })

/** The JWS of a text that is a health card in one of its forms; undefined for every other text. */
export function healthCardOf(text: string): string | undefined {
  const trimmed = text.trim()
  if (/^shc:\/\d+$/.test(trimmed)) return compact.safeParse(fromDigits(trimmed.slice('shc:/'.length))).data
  if (compact.safeParse(trimmed).success) return trimmed
  return undefined
}

/** The first card of a .smart-health-card file. */
export const healthCardIn = (value: unknown): string | undefined =>
  cardFile.safeParse(value).data?.verifiableCredential[0]

/** Two digits a character: its code less 45. */
function fromDigits(digits: string): string {
  return (digits.match(/\d{2}/g) ?? []).map((pair) => String.fromCharCode(Number(pair) + 45)).join('')
}

const text = z.string().max(300)
const payloadShape = z.looseObject({
  iss: z.string().max(300),
  nbf: z.number(),
  exp: z.number().optional(),
  vc: z.looseObject({
    credentialSubject: z.looseObject({
      fhirBundle: z.looseObject({ entry: z.array(z.looseObject({ resource: z.unknown() })).max(200) }),
    }),
  }),
})
const patient = z.looseObject({
  resourceType: z.literal('Patient'),
  name: z.array(z.looseObject({ text: text.optional(), family: text.optional(), given: z.array(text).optional() })),
  birthDate: text.optional(),
})
const immunization = z.looseObject({
  resourceType: z.literal('Immunization'),
  vaccineCode: z.looseObject({ coding: z.array(z.looseObject({ code: text, system: text.optional() })).min(1) }),
  occurrenceDateTime: text.optional(),
  lotNumber: text.optional(),
  performer: z.array(z.looseObject({ actor: z.looseObject({ display: text.optional() }) })).optional(),
})

/** Codes of CVX (CDC) that were given in Japan; others are shown as they are. */
const vaccines: Readonly<Record<string, { ja: string; en: string }>> = {
  '207': { ja: '新型コロナ（モデルナ）', en: 'COVID-19 (Moderna)' },
  '208': { ja: '新型コロナ（ファイザー）', en: 'COVID-19 (Pfizer-BioNTech)' },
  '210': { ja: '新型コロナ（アストラゼネカ）', en: 'COVID-19 (AstraZeneca)' },
  '211': { ja: '新型コロナ（ノババックス）', en: 'COVID-19 (Novavax)' },
}

function open(compactJws: string): { jws: Jws; payload: z.output<typeof payloadShape> } {
  const [header = '', deflated = '', signature = ''] = compactJws.split('.')
  const jws: Jws = {
    header: parseJsonObject(textFromBase64url(header, rule), rule),
    payload: {},
    signingInput: `${header}.${deflated}`,
    signature: fromBase64url(signature, rule),
  }
  const payload = payloadShape.safeParse(inflated(fromBase64url(deflated, rule)))
  return { jws, payload: payload.data ?? fail({ code: 'paper.broken', detail: 'health card' }, payload.error) }
}

/** "Health Cards are Small": raw DEFLATE (RFC 1951) over JSON. */
function inflated(bytes: Uint8Array): unknown {
  try {
    return parseJsonObject(inflateRawSync(bytes, { maxOutputLength: mostInflated }).toString('utf8'), rule)
  } catch (error) {
    return fail({ code: 'paper.broken', detail: 'health card' }, error)
  }
}

/** @throws paper.broken, credential.invalid */
export function readHealthCard(compactJws: string, known: readonly PublishedKeys[], at: Date): ReadPaper {
  const { jws, payload } = open(compactJws)
  return { kind: 'vaccination', sheet: sheetOf(payload), verdict: judge(jws, payload, known, at) }
}

function judge(
  jws: Jws,
  { iss, nbf, exp }: z.output<typeof payloadShape>,
  known: readonly PublishedKeys[],
  at: Date,
): PaperVerdict {
  const kid = member(jws.header, 'kid')
  const published = known.find((one) => one.iss === iss)?.keys ?? []
  const key = published.find((one) => one.kid === kid && kid === toBase64url(jwkThumbprint(one)))
  const signedAt = new Date(nbf * 1_000)
  const findings: Finding[] = [
    ...headerFindings(jws),
    {
      rule: `${rule} zip`,
      ok: member(jws.header, 'zip') === 'DEF',
      message: 'the content is deflated as it has to be',
    },
    {
      rule: `${rule} issuer`,
      ok: key !== undefined,
      message: 'the key that it names is one that its issuer published',
    },
    ...(key === undefined
      ? []
      : [{ rule: 'RFC 7515 5.2', ok: jwsHolds(jws, publicKeyOf(key)), message: 'the signature holds with that key' }]),
    { rule: 'RFC 7519 4.1.5', ok: signedAt <= at, message: 'it was signed in the past' },
    ...(exp === undefined
      ? []
      : [{ rule: 'RFC 7519 4.1.4', ok: at.getTime() < exp * 1_000, message: 'it has not expired' }]),
  ]
  const others = findings.filter(({ rule: one }) => one !== `${rule} issuer`)
  return {
    state: !allHold(others) ? 'invalid' : key === undefined ? 'keyUnknown' : 'valid',
    form: 'healthCard',
    signer: iss,
    signedAt: Number.isNaN(signedAt.getTime()) ? null : signedAt.toISOString(),
    findings: stated(findings),
  }
}

function sheetOf({ vc }: z.output<typeof payloadShape>): PaperSheet {
  const resources = vc.credentialSubject.fhirBundle.entry.map(({ resource }) => resource)
  const [name] = resources.flatMap((one) => patient.safeParse(one).data?.name ?? [])
  const born = resources.flatMap((one) => patient.safeParse(one).data?.birthDate ?? [])[0]
  const doses = resources
    .flatMap((one) => immunization.safeParse(one).data ?? [])
    .map(({ vaccineCode, occurrenceDateTime = '', lotNumber, performer }) => {
      const code = vaccineCode.coding[0]?.code ?? ''
      return {
        ...maybe('on', dayOf(occurrenceDateTime)),
        vaccine: ownMember(vaccines, code) ?? { ja: `CVX ${code}`, en: `CVX ${code}` },
        ...maybe('lot', lotNumber?.slice(0, 100)),
        ...maybe('performer', performer?.[0]?.actor.display),
      }
    })
  const holder = name?.text ?? [name?.family ?? '', ...(name?.given ?? [])].join(' ').trim()
  return {
    title: { ja: '予防接種の記録', en: 'Vaccination record' },
    ...maybe('holder', holder === '' ? undefined : holder.slice(0, 300)),
    ...maybe('issuer', doses[0]?.performer),
    ...maybe(
      'asOf',
      doses
        .flatMap(({ on }) => on ?? [])
        .sort()
        .at(-1),
    ),
    facts:
      born === undefined
        ? []
        : [
            {
              label: { ja: '生年月日', en: 'Born on' },
              value: same(born),
              as: dayOf(born) === undefined ? 'text' : 'day',
            },
          ],
    doses: doses.slice(0, 100),
    plain: false,
    practice: false,
  }
}
