// `tefuda pc …`: this PC enrolled at the portal, so that an open drawer logs in without the card.
import type { Enrolments } from '../../../preload/shapes/session.ts'
import { dayOf } from '../../mandates/days.ts'
import { guarded } from '../guarded.ts'
import type { EnrolmentCommand } from '../parse/enrolment.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { withDrawer } from '../withDrawer.ts'
import { logInByCard, readerOf, withSession } from '../withSession.ts'

const text = {
  ja: {
    thisPc: 'このパソコン',
    none: 'ありません',
    until: '期限',
    bound:
      'ログインの鍵は、プログラムでこのパソコンに結びつけただけのものです。引き出しが開いているあいだに同じ利用者のプログラムが悪さをすると、使われるおそれがあります。',
    states: {
      active: '使えます',
      revoked: '終わりました',
      certificateExpired: '電子証明書の期限が切れました',
      certificateRevoked: '電子証明書が失効しました',
      certificateReplaced: '電子証明書が新しくなりました',
    },
  },
  en: {
    thisPc: 'this PC',
    none: 'none',
    until: 'until',
    bound:
      'The key is bound to this PC by software, no more: a program that runs as you while the drawer is open could use it.',
    states: {
      active: 'active',
      revoked: 'ended',
      certificateExpired: 'certificate expired',
      certificateRevoked: 'certificate revoked',
      certificateReplaced: 'certificate renewed',
    },
  },
} as const

export function enrolment(command: EnrolmentCommand, desk: Desk): Promise<Result> {
  const shown = (list: Enrolments, more: readonly string[] = []): Result => ({
    status: 0,
    json: { ok: true, ...list },
    lines: [...linesOf(list, desk), ...more],
  })
  switch (command.name) {
    case 'pc enrol':
      return withDrawer(desk, { card: true }, async ({ api }) => {
        await logInByCard(api, desk)
        const named = { name: command.pcName, ...readerOf(desk) }
        const list = await guarded(api, desk, (whose) => api.session.enrolPc({ ...named, ...whose }))
        return shown(list, [text[desk.language].bound])
      })
    case 'pc list':
      return withSession(desk, async ({ api }) => shown(value(await api.session.enrolments())))
    case 'pc end':
      return withSession(desk, async ({ api }) => shown(value(await api.session.endEnrolment({ id: command.id }))))
  }
}

function linesOf({ atPortal }: Enrolments, { language }: Desk): string[] {
  const words = text[language]
  const lines = (atPortal ?? []).map(
    ({ id, name, state, endsAt, thisPc }) =>
      `${id}  ${name}${thisPc ? ` (${words.thisPc})` : ''}  ${words.states[state]}  ${words.until} ${dayOf(endsAt)}`,
  )
  return lines.length === 0 ? [words.none] : lines
}
