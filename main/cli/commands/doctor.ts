import { supportText } from '../../doctor/bundle.ts'
import { plain } from '../../doctor/diagnosis.ts'
import { type Diagnosis, examine } from '../../doctor/doctor.ts'
import type { Command } from '../parse.ts'
import type { Desk, Result } from '../surroundings.ts'
import { writeNew } from '../writeNew.ts'

/** Yes when nothing is wrong. With `bundle` the record for support is shown, and written as it is shown. */
export async function doctor({ bundle }: Extract<Command, { name: 'doctor' }>, desk: Desk): Promise<Result> {
  const { outside, realm, language, sentences } = desk
  const ports = await outside.examination(realm)
  try {
    const findings = (await examine(ports)).map(plain)
    const ok = findings.every((finding) => finding.ok)
    const lines = [
      ...findings.flatMap((finding) => linesOf(finding, language, sentences.labels.remedy)),
      ...(ok ? [sentences.labels.fine] : []),
    ]
    const found = { ok, realm, findings }
    if (bundle === undefined) return { status: ok ? 0 : 1, json: found, lines }
    const text = supportText(findings, { machine: ports.machine, realm, at: outside.now() })
    if (bundle !== '-') await writeNew(bundle, text)
    return { status: ok ? 0 : 1, json: { ...found, bundle: text }, lines: [...lines, '', text] }
  } finally {
    await ports.end()
  }
}

function linesOf({ ok, code, cause, remedy, reader }: Diagnosis, language: 'ja' | 'en', remedyName: string): string[] {
  return [
    `${ok ? '✓' : '✗'} ${cause[language]}${reader === undefined ? '' : ` (${reader})`}  [${code}]`,
    ...(ok || remedy[language] === '' ? [] : [`    ${remedyName}: ${remedy[language]}`]),
  ]
}
