// Text for somebody who helps: what was found, and on what; nothing about anybody.
import type { Diagnosis } from './diagnosis.ts'
import type { Machine } from './machine.ts'

/** Readers of one make differ by a serial number, in brackets behind the name (pcsc-lite, CCID). */
const serial = /[([][0-9A-Za-z._-]{4,}[)\]]/g

/**
 * A line for each thing, and one for each of its facts. Sentences are left out, because they name dates and people's things; facts are the ones that
 * findings carry for support, and no path of any folder is among them.
 *
 * @param realm practice or real
 */
export function supportText(
  findings: readonly Diagnosis[],
  { machine, realm, at }: { machine: Machine | undefined; realm: string; at: Date },
): string {
  const facts = Object.entries(machine?.facts ?? {}).map(([name, value]) => `${name}: ${value}`)
  return [
    'Tefuda: record for support. No names, PINs, numbers of cards or places of folders.',
    // The hour would tell little more than when somebody is at home.
    `day: ${at.toISOString().slice(0, 10)}`,
    `realm: ${realm}`,
    ...facts,
    '',
    ...findings.flatMap(linesOf),
    '',
  ].join('\n')
}

function linesOf({ code, ok, reader, facts = {} }: Diagnosis): string[] {
  return [
    `${ok ? 'ok   ' : 'WRONG'}  ${code}`,
    ...(reader === undefined ? [] : [`         reader: ${reader.replaceAll(serial, '(…)')}`]),
    ...Object.entries(facts).map(([name, value]) => `         ${name}: ${String(value)}`),
  ]
}
