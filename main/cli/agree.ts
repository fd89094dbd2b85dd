import { NotUnderstood } from './notUnderstood.ts'
import type { Desk } from './surroundings.ts'
import { confirm } from './terminal.ts'

/** Asked of a person, who is told those lines before, or agreed to beforehand by --yes. @throws NotUnderstood where nobody is there; app.cancelled */
export async function agree(
  question: string,
  { outside: { terminal }, common }: Pick<Desk, 'outside' | 'common'>,
  lines: readonly string[] = [],
): Promise<void> {
  if (common.yes) return
  if (!terminal.interactive) throw new NotUnderstood('this is asked for first, and nobody is there: give --yes')
  for (const line of lines) terminal.note(line)
  await confirm(terminal, question)
}
