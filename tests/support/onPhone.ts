// The phone's side of a log-in, on the pages of the practice portal that play it.
import type { Fetch } from '../../main/ports.ts'

export interface OnPhone {
  readonly fetch: Fetch
  /** Behind the QR code. */
  readonly address: string
  readonly personId: string
  readonly pin: string
  readonly answer?: 'yes' | 'no'
}

/** @returns the number that the phone shows; empty where it was refused */
export async function onPhone({ fetch, address, personId, pin, answer = 'yes' }: OnPhone): Promise<string> {
  const open = async (more: string, fields?: Record<string, string>) => {
    const post = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }
    return (await fetch(new Request(`${address}${more}`, post))).text()
  }
  const page = tokenIn(await open(''))
  const asked = await open('/card', { page, person: personId, pin })
  const shown = await open('/answer', { page: tokenIn(asked), answer })
  return /id="code">(\d{6})</.exec(shown)?.[1] ?? ''
}

const tokenIn = (html: string): string => /name="page" value="([^"]+)"/.exec(html)?.[1] ?? ''
