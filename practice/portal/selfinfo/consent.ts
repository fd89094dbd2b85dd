// The consent page: which agency, which item, which period – and whose card agrees.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { escapeHtml, htmlPage, page } from '../page.ts'
import { cardFields, signByPracticeCard } from '../practiceCard.ts'
import { Problem, problemTitle } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { sameSecret, sha256 } from '../secrets.ts'
import { statementBytes } from '../statement.ts'
import { findItem } from './items.ts'
import { consentLifeMs, countTry, findJob, isOver, type Job, moveJob, showPage } from './jobs.ts'

const title = { ja: '自己情報を渡すことへの同意', en: 'Consent to self-information' }
const maximumTries = 3

const answerForm = z.strictObject({
  page: z.string().regex(/^[\w-]{43}$/),
  answer: z.enum(['yes', 'no']),
  person: z.string().max(20),
  pin: z.string().max(8).optional(),
})

export function consentRoutes(context: PortalContext): Route[] {
  return [
    open('GET /consent/:secret', {
      summary: 'The consent page of a request for self-information',
      answers: { 200: htmlPage },
      handle: ({ params }) => {
        const secret = params['secret'] ?? ''
        return consentPage(context, secret, requireOpen(context, secret))
      },
    }),
    open('POST /consent/:secret', {
      summary: 'The person agrees with the practice card, or refuses',
      form: answerForm,
      answers: { 200: htmlPage },
      handle: ({ params, body }) => decide(context, params['secret'] ?? '', body),
    }),
  ]
}

async function decide(context: PortalContext, secret: string, sent: z.output<typeof answerForm>): Promise<Response> {
  const job = requireOpen(context, secret)
  if (job.pageSha256 === null || !sameSecret(job.pageSha256, sha256(sent.page))) throw new Problem('window_closed')
  if (sent.answer === 'no') {
    moveJob(context, job.id, 'consent', 'failed', { reason: 'access_denied' })
    return ended('同意しませんでした。', 'You did not agree.')
  }
  const bytes = statementBytes('tefuda/consent/1', context.origin, job.id, job.items, job.condition, job.purpose)
  const refusal = await signByPracticeCard(context, sent.person, sent.pin ?? '', bytes)
  if (refusal === 'pin_incorrect') {
    const left = maximumTries - countTry(context, job.id)
    if (left > 0)
      return consentPage(context, secret, job, `暗証番号が違います。あと${left}回。 / Wrong PIN, ${left} left.`)
  }
  if (refusal !== undefined) {
    moveJob(context, job.id, 'consent', 'failed', { reason: 'access_denied' })
    return ended(
      refusal === 'pin_incorrect' ? problemTitle('too_many_tries') : problemTitle(refusal),
      'Nothing was agreed.',
    )
  }
  const dueAt = context.now().getTime() + consentLifeMs
  if (!moveJob(context, job.id, 'consent', 'compare', { consentedBy: sent.person, dueAt }))
    throw new Problem('window_closed')
  return ended('同意を受け付けました。手札に戻ってください。', 'You agreed. Go back to the wallet.')
}

function consentPage(context: PortalContext, secret: string, job: Job, warning = ''): Response {
  const ids: string[] = JSON.parse(job.items)
  const condition: { type: string; from?: string; to?: string } = JSON.parse(job.condition)
  const rows = ids.flatMap((id) => {
    const item = findItem(id)
    return item === undefined ? [] : [`<li>${escapeHtml(item.name)}（${escapeHtml(item.agency)}）</li>`]
  })
  const period = condition.type === 'latest' ? '最新' : `${condition.from}〜${condition.to}`
  const whose = context.world.person(job.person)?.name.kanji ?? ''
  const token = showPage(context, job.id)
  return page(
    title,
    `${warning === '' ? '' : `<p role="alert"><strong>${warning}</strong></p>`}
<dl><dt>だれの情報 / Whose</dt><dd>${escapeHtml(whose)}</dd><dt>使う目的 / Purpose</dt><dd>${escapeHtml(job.purpose)}</dd>
<dt>期間 / Period</dt><dd>${escapeHtml(period)}</dd><dt>項目 / Items</dt><dd><ul>${rows.join('')}</ul></dd></dl>
<form method="post" action="/consent/${escapeHtml(secret)}"><input type="hidden" name="page" value="${token}">
${cardFields(context)}
<p><button name="answer" value="yes">同意する / Agree</button> <button name="answer" value="no" formnovalidate>同意しない / Refuse</button></p></form>`,
  )
}

function ended(ja: string, en: string): Response {
  return page(title, `<p lang="ja">${ja}</p><p lang="en">${en}</p>`)
}

/** @throws not_found, window_closed */
function requireOpen(context: PortalContext, secret: string): Job {
  const job = findJob(context, 'secret', secret)
  if (job === undefined) throw new Problem('not_found')
  if (job.stage !== 'consent' || isOver(context, job)) throw new Problem('window_closed')
  return job
}
