// A page of the portal: plain HTML in both languages, without script, marked as practice.

export const htmlPage = { media: ['text/html'] } as const

/** For everything in a page that this program did not write itself. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** `body` is HTML; what was sent by anybody goes into it through {@link escapeHtml} alone. */
export function page(title: { ja: string; en: string }, body: string, status = 200): Response {
  const html = `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>【練習】${title.ja} / ${title.en}</title>
<style>
:root { color-scheme: light dark }
body { margin: 0; font: 1.0625rem/1.7 "Noto Sans JP", sans-serif; }
.band { background: #ffc700; color: #1a1a1a; padding: .5rem 1.5rem; font-weight: bold }
main { max-width: 42rem; margin: 2rem auto; padding: 0 1.5rem }
li { margin-bottom: .5rem }
button, input, select { font: inherit; min-height: 3rem; padding: 0 1rem }
dt { font-weight: bold }
</style></head>
<body><header><p class="band" style="margin:0">練習 <span lang="en">/ Practice</span></p></header>
<main><h1>${title.ja}<br><small lang="en">${title.en}</small></h1>
${body}
</main></body></html>
`
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  })
}
