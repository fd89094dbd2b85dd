// The few pages that a browser may be sent to: plain HTML in both languages, without script, marked as practice.
import type { PortalContext } from './context.ts'
import { htmlPage, page } from './page.ts'
import { Problem } from './problem.ts'
import { open, type Route } from './route.ts'
import { purposes, registeredCredentials, verifierIds, verifierNames } from './verifiers/register.ts'
import { findByThanks, type RequestState } from './verifiers/requests.ts'

const thanksTexts: Readonly<Record<RequestState, { ja: string; en: string }>> = {
  pending: { ja: 'まだ何も届いていません。', en: 'Nothing has arrived yet.' },
  answered: {
    ja: '受け取りました。この画面は閉じてかまいません。',
    en: 'Received, thank you. You can close this page.',
  },
  declined: { ja: '提示しないとのお返事を受け取りました。', en: 'You chose not to share. Nothing was received.' },
  refused: { ja: '届いた内容を確認できませんでした。', en: 'What arrived could not be verified.' },
}

export function pageRoutes(context: PortalContext): Route[] {
  return [
    open('GET /', { summary: 'The first page', answers: { 200: htmlPage }, handle: home }),
    open('GET /verifiers/:verifier/thanks/:secret', {
      summary: 'Where a browser is sent after a presentation',
      answers: { 200: htmlPage },
      handle: ({ params }) => thanks(context, params),
    }),
    open('GET /verifiers/:verifier/privacy', {
      summary: 'What a verifier does with what it gets',
      answers: { 200: htmlPage },
      handle: ({ params }) => privacy(params),
    }),
  ]
}

function home(): Response {
  const rows = verifierIds.map(
    (id) => `<li lang="ja">${verifierNames[id].ja}<br><span lang="en">${verifierNames[id].en}</span></li>`,
  )
  return page(
    { ja: '練習用ポータル', en: 'Practice portal' },
    `<p lang="ja">ここは手札の練習用のポータルです。本物の役所ではなく、登場する人はすべて架空です。ログインと証明の受け取りは、手札から行います。</p>
<p lang="en">This is the practice portal of Tefuda. It is no real office, and all its people are made up. Log in and receive credentials with the wallet.</p>
<h2><span lang="ja">提示を求める相手</span> / <span lang="en">Who may ask you</span></h2><ul>${rows.join('')}</ul>`,
  )
}

function thanks(context: PortalContext, params: Readonly<Record<string, string>>): Response {
  const request = findByThanks(context, params['secret'] ?? '')
  if (request === undefined || request.verifier !== params['verifier']) throw new Problem('not_found')
  const text = thanksTexts[request.state]
  return page(verifierNames[request.verifier], `<p lang="ja">${text.ja}</p><p lang="en">${text.en}</p>`)
}

function privacy(params: Readonly<Record<string, string>>): Response {
  const verifier = verifierIds.find((id) => id === params['verifier'])
  if (verifier === undefined) throw new Problem('not_found')
  const purpose = purposes[verifier]
  const names = registeredCredentials(verifier).flatMap(({ claims }) => claims.map(({ path }) => path.at(-1) ?? ''))
  return page(
    verifierNames[verifier],
    `<p lang="ja">利用目的: ${purpose.ja}。練習のために受け取り、この PC の練習用ポータルの中だけに置きます。</p>
<p lang="en">Purpose: ${purpose.en}. Received for practice and kept only inside the practice portal on this PC.</p>
<p lang="ja">登録されている項目 / <span lang="en">Registered attributes</span></p><p><code>${names.join(', ')}</code></p>`,
  )
}
