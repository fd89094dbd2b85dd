// The faults that can strike any resource: what a client meets instead of an answer.
import type { Fault, Faults } from './faults.ts'
import { Problem } from './problem.ts'

const chunk = new Uint8Array(64 * 1024).fill(0x20)
/** More than any answer of the portal, and still bounded. */
const oversizedChunks = 1_600

/** @returns the answer that takes the place of the right one, or undefined: go on */
export async function spoil(faults: Faults, path: string): Promise<Response | undefined> {
  const fault = faults.strikesAnywhere(path)
  if (fault === undefined) return undefined
  switch (fault.kind) {
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 3_000))
      return undefined
    case 'maintenance':
      return new Problem('maintenance', undefined, retryAfter(fault, 1800)).answer()
    case 'outage':
      return new Problem('temporarily_unavailable', undefined, retryAfter(fault, 60)).answer()
    case 'rate_limited':
      return new Problem('rate_limited', undefined, retryAfter(fault, 30)).answer()
    case 'oversized':
      return stream(oversizedChunks, 0)
    case 'endless':
      return stream(Number.POSITIVE_INFINITY, 500)
    case 'garbled':
      return new Response('{"truncated": "', { headers: { 'content-type': 'application/json' } })
    case 'redirect':
      return new Response(undefined, { status: 302, headers: { location: 'https://portal.example.invalid/' } })
    default:
      return undefined
  }
}

function retryAfter({ retry_after: seconds }: Fault, usual: number): Record<string, string> {
  return { 'retry-after': String(seconds ?? usual) }
}

/** JSON that begins well and then is spaces for so many chunks; `pauseMs` lies between two of them. */
function stream(chunks: number, pauseMs: number): Response {
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent > 0 && pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
      controller.enqueue(sent === 0 ? new TextEncoder().encode('{"status":') : chunk)
      sent += 1
      if (sent > chunks) controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
