// The keys of a drawer at the command line.
import type { Key } from '../../../preload/shapes/keys.ts'
import { NotUnderstood } from '../notUnderstood.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, type WalletAtHand, withDrawer } from '../withDrawer.ts'
import { keyWords } from './keyWords.ts'

type KeyCommand = Extract<Command, { name: `key ${string}` }>

export function key(command: KeyCommand, desk: Desk): Promise<Result> {
  const card =
    (command.name === 'key add' && command.kind === 'card') ||
    (command.name === 'key renew' && command.which === 'card')
  return withDrawer(desk, { card }, async (wallet) => {
    const { api, secrets } = wallet
    if (card) await knownCards(api, { everyOne: false })
    const keys = await done(command, wallet, desk)
    const notices = value(await api.keys.notices())
    const recoveryCode = secrets.recoveryCode()
    const words = keyWords(desk.language)
    return {
      status: 0,
      json: { ok: true, keys, notices, ...(recoveryCode === undefined ? {} : { recoveryCode }) },
      lines: [
        ...notices.map(words.notice),
        ...keys.map(words.line),
        ...(recoveryCode === undefined
          ? []
          : [`${desk.sentences.labels.recoveryCode}: ${recoveryCode}`, words.oldCode]),
      ],
    }
  })
}

async function done(command: KeyCommand, { api }: WalletAtHand, desk: Desk): Promise<Key[]> {
  const reader = desk.common.reader === undefined ? {} : { reader: desk.common.reader }
  const keys = value(await api.keys.list())
  switch (command.name) {
    case 'key list':
      return keys
    case 'key seen':
      for (const { id } of value(await api.keys.notices())) value(await api.keys.acknowledge({ id }))
      return keys
    case 'key add':
      return value(await api.keys.add({ kind: command.kind, ...reader }))
    case 'key change':
      return value(await api.keys.renew({ id: chosen(keys, 'passphrase', desk), ...reader }))
    case 'key renew':
      return value(await api.keys.renew({ id: chosen(keys, command.which, desk), ...reader }))
    case 'key remove':
      return value(await api.keys.remove({ id: chosen(keys, command.which, desk) }))
  }
}

/** By id, or by kind where that says which. @throws NotUnderstood */
function chosen(keys: readonly Key[], which: string, { language }: Desk): string {
  const byId = keys.find(({ id }) => id === which)
  if (byId !== undefined) return byId.id
  const [only, more] = keys.filter(({ kind }) => kind === which)
  const words = keyWords(language)
  if (only === undefined) throw new NotUnderstood(words.noSuch(which))
  if (more !== undefined) throw new NotUnderstood(words.several(which))
  return only.id
}
