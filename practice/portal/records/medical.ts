// Records of health to keep: 薬剤 (XML of YZK-IF-002), 特定健診 (HL7 CDA), vaccination (SMART Health Card). The first two have no
// signature, as those that the real portal gives (facts section 6: 公); all values are made up.
import { sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { addDays, addYears, ageOn, dayInJapan } from '../../calendar.ts'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'
import { escapeXml, plainXml } from '../documents/signedXml.ts'
import { portalKey } from '../portalKeys.ts'
import { json, Problem } from '../problem.ts'
import { open, personal, type Route } from '../route.ts'
import { secondsOf } from '../sign.ts'

const xml = { media: ['application/xml'] }

export function medicalRoutes(context: PortalContext): Route[] {
  const about = (principal: string): PracticePerson => {
    const person = context.world.person(principal)
    if (person === undefined || context.faults.strikes('no_data')) throw new Problem('no_data')
    return person
  }
  return [
    personal('GET /api/medical/v1/drugs', {
      summary: '薬剤情報 of the last months, XML without a signature',
      scope: 'insurance',
      answers: { 200: xml },
      handle: ({ principal }) => xmlAnswer(drugs(about(principal), dayInJapan(context.now()))),
    }),
    personal('GET /api/medical/v1/checkups', {
      summary: '特定健診 of each year, HL7 CDA without a signature',
      scope: 'insurance',
      query: z.object({ year: z.string().regex(/^\d{4}$/) }),
      answers: { 200: xml },
      handle: ({ principal, query }) =>
        xmlAnswer(checkup(about(principal), Number(query.year), dayInJapan(context.now()))),
    }),
    personal('GET /api/medical/v1/vaccination', {
      summary: 'Vaccination as a SMART Health Card',
      scope: 'insurance',
      answers: { 200: z.object({ verifiableCredential: z.array(z.string()), numeric: z.string() }) },
      handle: ({ principal }) => json(vaccination(context, about(principal))),
    }),
    open('GET /vaccination/.well-known/jwks.json', {
      summary: 'The key of the vaccination cards’ issuer (SMART Health Cards Framework)',
      answers: { 200: z.object({ keys: z.array(z.looseObject({ kid: z.string() })) }) },
      handle: () => json({ keys: [portalKey(context, 'vaccination').publicJwk] }),
    }),
  ]
}

function xmlAnswer(bytes: Uint8Array): Response {
  return new Response(Uint8Array.from(bytes), {
    headers: { 'content-type': 'application/xml', 'cache-control': 'no-store' },
  })
}

function drugs({ name }: PracticePerson, today: string): Uint8Array {
  const given = [40, 12].map((days) => addDays(today, -days).replaceAll('-', ''))
  return plainXml('Message', [
    ['MessageHeader', [['QualificationsInfo', [['Name', name.kanji]]]]],
    [
      'MessageBody',
      given.map((date, index) => [
        'MeTrMonthInf',
        [
          ['MedicalInstitutionName', '練習クリニック'],
          ['MedicalInstitutionCode', '9999999999'],
          [
            'DiDateInfs',
            [
              [
                'DiDateInf',
                [
                  ['DiDate', date],
                  [
                    'DrugInfs',
                    [
                      [
                        'DrugInf',
                        [
                          ['DrugC', '999999901'],
                          ['DrugN', '練習錠10mg（架空の薬）'],
                        ],
                      ],
                      ...(index === 0
                        ? []
                        : [
                            [
                              'DrugInf',
                              [
                                ['DrugC', '999999902'],
                                ['DrugN', '見本散0.5g（架空の薬）'],
                              ],
                            ] as const,
                          ]),
                    ],
                  ],
                ],
              ],
            ],
          ],
        ],
      ]),
    ],
  ])
}

/** Item codes as the health ministry publishes them (JLAC10, 般), names, units, and the value in the first of the years. */
const observations = [
  ['9N001000000000001', '身長', 'cm', 171.2, 0],
  ['9N006000000000001', '体重', 'kg', 68.4, 0.6],
  ['9N011000000000001', 'BMI', 'kg/m2', 23.3, 0.2],
  ['9A751000000000001', '収縮期血圧', 'mm[Hg]', 124, 4],
  ['9A761000000000001', '拡張期血圧', 'mm[Hg]', 78, 2],
  ['3D046000001906202', 'HbA1c（NGSP）', '%', 5.4, 0.1],
  ['3F077000002327101', 'LDLコレステロール', 'mg/dL', 118, 5],
] as const

/** Of grown-ups of 40 and more, for this year and the three before. @throws no_data */
function checkup({ name, birthDate, sex }: PracticePerson, year: number, today: string): Uint8Array {
  const thisYear = Number(today.slice(0, 4))
  const on = `${year}-06-15`
  if (year > thisYear || year < thisYear - 3 || on > today || ageOn(birthDate, on) < 40) throw new Problem('no_data')
  const [family = '', given = ''] = name.kanji.split('\u3000')
  const entries = observations.map(([code, label, unit, first, step]) => {
    const value = Math.round((first + step * (year - thisYear + 3)) * 10) / 10
    return `<entry><observation classCode="OBS" moodCode="EVN"><code code="${code}" codeSystem="1.2.392.200119.6.1005" displayName="${escapeXml(label)}"/><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PQ" value="${value}" unit="${unit}"/></observation></entry>`
  })
  const document = `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="10" codeSystem="1.2.392.200119.6.1001" displayName="特定健診情報"/><effectiveTime value="${on.replaceAll('-', '')}"/>
<recordTarget><patientRole><patient><name><family>${escapeXml(family)}</family><given>${escapeXml(given)}</given></name><administrativeGenderCode code="${sex}" codeSystem="1.2.392.200119.6.1104"/><birthTime value="${birthDate.replaceAll('-', '')}"/></patient></patientRole></recordTarget>
<author><assignedAuthor><representedOrganization><name>練習健診センター</name></representedOrganization></assignedAuthor></author>
<component><structuredBody><component><section><code code="01010" codeSystem="1.2.392.200119.6.1010" displayName="検査・問診結果セクション"/>${entries.join('')}</section></component></structuredBody></component></ClinicalDocument>
`
  return Uint8Array.from(Buffer.from(document, 'utf8'))
}

/** A JWS with a deflated payload (SMART Health Cards Framework, "Health Cards are Small"). @throws no_data for children */
function vaccination(
  context: PortalContext,
  person: PracticePerson,
): { verifiableCredential: string[]; numeric: string } {
  const doses = ['2021-07-10', '2021-08-01']
  if (ageOn(person.birthDate, doses[0] ?? '') < 12) throw new Problem('no_data')
  const [family = '', given = ''] = person.name.roman.split(' ')
  const issuedAt = new Date(`${addYears(doses[1] ?? '', 1)}T00:00:00Z`)
  const payload = {
    iss: `${context.origin}/vaccination`,
    nbf: secondsOf(issuedAt),
    vc: {
      type: [
        'https://smarthealth.cards#health-card',
        'https://smarthealth.cards#immunization',
        'https://smarthealth.cards#covid19',
      ],
      credentialSubject: {
        fhirVersion: '4.0.1',
        fhirBundle: {
          resourceType: 'Bundle',
          type: 'collection',
          entry: [
            {
              fullUrl: 'resource:0',
              resource: { resourceType: 'Patient', name: [{ family, given: [given] }], birthDate: person.birthDate },
            },
            ...doses.map((date, index) => ({
              fullUrl: `resource:${index + 1}`,
              resource: {
                resourceType: 'Immunization',
                status: 'completed',
                vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '208' }] },
                patient: { reference: 'resource:0' },
                occurrenceDateTime: date,
                lotNumber: `PRACTICE${index + 1}`,
                performer: [{ actor: { display: 'Practice municipality' } }],
              },
            })),
          ],
        },
      },
    },
  }
  const { kid, privateKey } = portalKey(context, 'vaccination')
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', zip: 'DEF', kid })).toString('base64url')
  const signed = `${header}.${deflateRawSync(JSON.stringify(payload)).toString('base64url')}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const jws = `${signed}.${signature.toString('base64url')}`
  return { verifiableCredential: [jws], numeric: `shc:/${[...jws].map(twoDigits).join('')}` }
}

/** Each character as its code less 45. */
function twoDigits(character: string): string {
  return String(character.charCodeAt(0) - 45).padStart(2, '0')
}
