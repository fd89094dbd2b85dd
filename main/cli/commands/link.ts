// `tefuda link …`: services that are linked at the portal, and their documents.
import type { PartnerId, PartnerList } from '../../../preload/shapes/partners.ts'
import { failureTitle } from '../../../preload/text/failureText.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { dayOf } from '../../mandates/days.ts'
import { agree } from '../agree.ts'
import type { LinkCommand } from '../parse/links.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'
import { withSession } from '../withSession.ts'

const text = {
  ja: {
    states: { never: 'つながっていません', linked: 'つながっています', ended: '終わりました' },
    question: 'このつながりを終わらせますか。相手にある記録と、受け取った書類は残ります。',
    kept: 'もうあります',
    none: '受け取れる書類はありません。',
    fetched: { new: '受け取りました', same: 'もうありました', failed: '受け取れませんでした' },
  },
  en: {
    states: { never: 'not linked', linked: 'linked', ended: 'ended' },
    question: 'End this link? What the service keeps and the documents you received stay.',
    kept: 'is here already',
    none: 'There are no documents to receive.',
    fetched: { new: 'received', same: 'was here already', failed: 'could not be received' },
  },
} as const

export function link(command: LinkCommand, desk: Desk): Promise<Result> {
  const { language } = desk
  const words = text[language]
  switch (command.name) {
    case 'link list':
      // What the portal told last; nobody is asked.
      return withDrawer(desk, { card: false }, async ({ api }) => told(value(await api.partners.list()), language))
    case 'link add':
      return withSession(desk, async ({ api }) =>
        told(value(await api.partners.link({ partner: command.partner })), language),
      )
    case 'link end':
      return withSession(desk, async ({ api }) => {
        await agree(words.question, desk)
        return told(value(await api.partners.unlink({ partner: command.partner })), language)
      })
    case 'link documents':
      return withSession(desk, async ({ api }) => {
        const documents = value(await api.partners.documents({ partner: command.partner }))
        const lines = documents.map(
          ({ id, name, paperId }) => `${id}  ${name}${paperId === undefined ? '' : `  (${words.kept})`}`,
        )
        return { status: 0, json: { ok: true, documents }, lines: lines.length === 0 ? [words.none] : lines }
      })
    case 'link fetch':
      return withSession(desk, async ({ api }) => {
        const { partner } = command
        const ids = command.ids.length > 0 ? [...command.ids] : await missing(partner)
        const fetched = ids.length === 0 ? [] : value(await api.partners.fetch({ partner, ids }))
        const lines = fetched.map(({ name, state, failure }) =>
          [
            `${name}: ${words.fetched[state]}`,
            ...(failure ? [withoutRuby(failureTitle(failure.code, language))] : []),
          ].join(' – '),
        )
        const failed = fetched.some(({ state }) => state === 'failed')
        return { status: failed ? 1 : 0, json: { ok: true, fetched }, lines: lines.length === 0 ? [words.none] : lines }

        async function missing(of: PartnerId): Promise<string[]> {
          const documents = value(await api.partners.documents({ partner: of }))
          return documents.flatMap(({ id, paperId }) => (paperId === undefined ? [id] : []))
        }
      })
  }
}

function told(list: PartnerList, language: 'ja' | 'en'): Result {
  const { states } = text[language]
  const lines = list.partners.map(({ partner, link: one }) => {
    const state = one === null ? 'never' : one.endedAt === undefined ? 'linked' : 'ended'
    return `${partner}  ${states[state]}${one === null ? '' : `  ${one.name[language]}  ${dayOf(one.linkedAt)}`}`
  })
  return { status: 0, json: { ok: true, ...list }, lines }
}
