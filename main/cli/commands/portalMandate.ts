// `tefuda mandate portal …`: agents at the portal, registered with the cards of both.
import type { PortalMandate, PortalMandateList } from '../../../preload/shapes/portalMandates.ts'
import { portalMandateWords } from '../../../preload/text/portalMandateWords.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { agree } from '../agree.ts'
import { guarded, personNamed } from '../guarded.ts'
import type { PortalMandateCommand } from '../parse/portalMandates.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'
import { withSession } from '../withSession.ts'

const text = {
  ja: {
    none: 'ポータルの代理人は、手元の控えにありません。',
    instead: (agent: string, principal: string) => `${agent} が ${principal} の代わりに`,
    until: (from: string, until: string) => `${from} から ${until} まで`,
    endQuestion: 'ポータルの代理をやめます。すぐに使えなくなります。よろしいですか。',
    both: 'ふたりのカードと、それぞれの暗証番号が必要です。リーダーがひとつのときは、案内に合わせて入れ替えてください。',
    registerQuestion: 'ポータルに登録しますか。',
  },
  en: {
    none: 'No agents at the portal are known here.',
    instead: (agent: string, principal: string) => `${agent} for ${principal}`,
    until: (from: string, until: string) => `${from} to ${until}`,
    endQuestion: 'The mandate at the portal ends at once. Go on?',
    both: 'Both cards and both PINs are needed. With one reader, exchange the cards when you are told to.',
    registerQuestion: 'Register it at the portal?',
  },
} as const

export function portalMandate(command: PortalMandateCommand, desk: Desk): Promise<Result> {
  const words = text[desk.language]
  const shown = (list: PortalMandateList): Result => {
    const lines = list.mandates.map((one) => lineOf(one, desk))
    return { status: 0, json: { ok: true, ...list }, lines: lines.length === 0 ? [words.none] : lines }
  }
  switch (command.name) {
    case 'mandate portal list':
      return withDrawer(desk, { card: false }, async ({ api }) => shown(value(await api.portalMandates.list())))
    case 'mandate portal refresh':
      return withSession(desk, async ({ api }) => shown(value(await api.portalMandates.refresh())))
    case 'mandate portal records':
      return withSession(desk, async ({ api }) => {
        const records = value(await api.portalMandates.records())
        const lines = records.map(({ at, event, party = '', scope = '' }) =>
          `${at}  ${event}  ${party}  ${scope}`.trim(),
        )
        return { status: 0, json: { ok: true, records }, lines }
      })
    case 'mandate portal register':
      return withSession(desk, async ({ api }) => {
        const { other, as, terms } = command
        if (!desk.common.yes) desk.outside.terminal.note(words.both)
        await agree(words.registerQuestion, desk)
        const { people } = value(await api.household.read())
        const person = personNamed(people, other)
        const wanted = { as, other: person === undefined ? { name: other } : { personId: person.id }, terms }
        return shown(await guarded(api, desk, () => api.portalMandates.register(wanted)))
      })
    case 'mandate portal end':
      return withSession(desk, async ({ api }) => {
        await agree(words.endQuestion, desk)
        return shown(value(await api.portalMandates.end({ id: command.id })))
      })
  }
}

function lineOf({ id, agent, principal, kind, scopes, from, until, state }: PortalMandate, { language }: Desk): string {
  const words = portalMandateWords[language]
  const may = scopes.map((scope) => withoutRuby(words.scopes[scope])).join(language === 'ja' ? '、' : ', ')
  const { instead, until: days } = text[language]
  return [id, instead(agent.name, principal.name), words.kinds[kind], days(from, until), words.states[state], may]
    .map(withoutRuby)
    .join('  ')
}
