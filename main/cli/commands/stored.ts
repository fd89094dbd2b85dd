// What lies in the drawer: credentials, one of them, the ledger.
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'

export function stored(command: Extract<Command, { name: 'list' | 'show' | 'ledger' }>, desk: Desk): Promise<Result> {
  const { language, sentences } = desk
  return withDrawer(desk, { card: false }, async ({ api }): Promise<Result> => {
    if (command.name === 'list') {
      const credentials = value(await api.credentials.list())
      const lines = credentials.map(
        ({ id, name, issuer, expired }) =>
          `${id}  ${name[language]} (${issuer})${expired ? ` – ${sentences.labels.expired}` : ''}`,
      )
      return { status: 0, json: { ok: true, credentials }, lines }
    }
    if (command.name === 'ledger') {
      const entries = value(await api.ledger.list())
      const lines = entries.map(({ at, act, outcome, party, items }) => {
        const names = items.flatMap(({ attributes }) => attributes.map((one) => one[language]))
        return `${at}  ${act} ${outcome}  ${party}${names.length === 0 ? '' : `: ${names.join(', ')}`}`
      })
      return { status: 0, json: { ok: true, entries }, lines }
    }
    const credential = value(await api.credentials.show({ id: command.id }))
    const { check, attributes, name, issuer } = credential
    return {
      status: 0,
      json: { ok: true, credential },
      lines: [
        `${name[language]} (${issuer}): ${check.valid ? sentences.labels.valid : sentences.labels.invalid}`,
        ...attributes.map(({ label, text }) => `  ${label[language]}: ${text[language]}`),
        ...check.findings.filter(({ ok }) => !ok).map(({ rule, message }) => `  ✗ ${rule}: ${message}`),
      ],
    }
  })
}
