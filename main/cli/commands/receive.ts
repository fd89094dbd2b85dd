import type { OfferSummary } from '../../../preload/shapes/sharing.ts'
import { WalletError } from '../../failure.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { confirm } from '../terminal.ts'
import { withDrawer } from '../withDrawer.ts'

/** Receives what the offer holds. At a terminal the person sees it first and may decline; a script has decided before. */
export function receive({ offer }: Extract<Command, { name: 'receive' }>, desk: Desk): Promise<Result> {
  const { language } = desk
  return withDrawer(desk, { card: false }, async ({ api }) => {
    const summary = value(await api.receive.open({ offer }))
    if (desk.outside.terminal.interactive && !desk.common.yes)
      await agree(summary, desk, () => api.receive.decline({ id: summary.id }))
    const txCode = await codeFor(summary, desk)
    const credentials = value(await api.receive.accept({ id: summary.id, ...txCode }))
    return {
      status: 0,
      json: { ok: true, credentials },
      lines: credentials.map(
        ({ id, name, issuer }) => `${desk.sentences.labels.received}: ${name[language]} (${issuer})  ${id}`,
      ),
    }
  })
}

async function agree(summary: OfferSummary, desk: Desk, decline: () => Promise<unknown>): Promise<void> {
  const { language, sentences } = desk
  const { terminal } = desk.outside
  terminal.note(`${sentences.labels.issuer}: ${summary.issuer.name} (${summary.issuer.host})`)
  for (const { name, attributes } of summary.credentials)
    terminal.note(`${name[language]}: ${attributes.map((one) => one[language]).join(', ')}`)
  try {
    await confirm(terminal, sentences.acceptOffer)
  } catch (error) {
    if (error instanceof WalletError) await decline()
    throw error
  }
}

/** The code that the issuer told by another way: a secret, so never an argument. */
async function codeFor({ txCode }: OfferSummary, { common, outside, sentences }: Desk): Promise<{ txCode?: string }> {
  if (txCode === null) return {}
  const { txCode: source } = common.secrets
  if (source === undefined && !outside.terminal.interactive) throw new NotUnderstood('--tx-code-fd N is needed')
  const typed =
    source === undefined
      ? await outside.terminal.ask(`${txCode.description ?? sentences.labels.issuer}: `, false)
      : await outside.terminal.readLine(source.fd)
  return { txCode: new TextDecoder().decode(typed).trim() }
}
