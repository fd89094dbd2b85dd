// The person on the consent page of the practice portal, in place of a browser.
import type { Fetch } from '../../main/ports.ts'

export interface OnConsentPage {
  readonly fetch: Fetch
  readonly address: string
  /** Whose practice card is held to it. */
  readonly personId: string
  readonly pin: string
  readonly answer?: 'yes' | 'no'
}

/** @returns what the page says then */
export async function onConsentPage({ fetch, address, personId, pin, answer = 'yes' }: OnConsentPage): Promise<string> {
  const html = await (await fetch(new Request(address))).text()
  const page = /name="page" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const body = new URLSearchParams({ page, answer, person: personId, pin })
  return (await fetch(new Request(address, { method: 'POST', body }))).text()
}
