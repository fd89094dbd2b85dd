// What lies in the drawer: credentials, and one of them.
import type { WalletApi } from '../../../preload/contract.ts'
import type { CredentialCard, CredentialPage } from '../../../preload/shapes/credentials.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'

export function stored(command: Extract<Command, { name: 'list' | 'show' }>, desk: Desk): Promise<Result> {
  const { language, sentences } = desk
  return withDrawer(desk, { card: false }, async ({ api }): Promise<Result> => {
    if (command.name === 'list') {
      const { cards: credentials, clockBehind } = await found(api, command.search ?? '')
      const lines = credentials.map(
        ({ id, name, issuer, expired }) =>
          `${id}  ${name[language]} (${issuer})${expired ? ` – ${sentences.labels.expired}` : ''}`,
      )
      if (clockBehind !== undefined) lines.push(`${sentences.labels.clockBehind} (${clockBehind})`)
      const behind = clockBehind === undefined ? {} : { clockBehind }
      return { status: 0, json: { ok: true, credentials, ...behind }, lines }
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

/** All that hold the words, page after page. */
async function found(
  api: Pick<WalletApi, 'credentials'>,
  text: string,
): Promise<Pick<CredentialPage, 'cards' | 'clockBehind'>> {
  const cards: CredentialCard[] = []
  for (;;) {
    const { clockBehind, ...page } = value(await api.credentials.search({ text, from: cards.length }))
    cards.push(...page.cards)
    if (page.cards.length === 0 || cards.length >= page.found)
      return { cards, ...(clockBehind === undefined ? {} : { clockBehind }) }
  }
}
