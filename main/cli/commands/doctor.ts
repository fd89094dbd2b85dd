import { examine } from '../../doctor/doctor.ts'
import type { Desk, Result } from '../surroundings.ts'

/** Yes when nothing is wrong. */
export async function doctor({ outside, realm, language, sentences }: Desk): Promise<Result> {
  const ports = await outside.examination(realm)
  try {
    const findings = await examine(ports)
    const ok = findings.every((finding) => finding.ok)
    const lines = findings.flatMap(({ ok: fine, code, cause, remedy, reader }) => [
      `${fine ? '✓' : '✗'} ${cause[language]}${reader === undefined ? '' : ` (${reader})`}  [${code}]`,
      ...(fine || remedy[language] === '' ? [] : [`    ${sentences.labels.remedy}: ${remedy[language]}`]),
    ])
    return { status: ok ? 0 : 1, json: { ok, realm, findings }, lines: ok ? [...lines, sentences.labels.fine] : lines }
  } finally {
    await ports.end()
  }
}
