// Reads what was sent: bounded in size, of the right kind.
import { Problem, ProtocolError } from './problem.ts'

/** @throws invalid_request */
export function parseJson(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid_request', 'the body is not JSON')
  }
}

/**
 * application/x-www-form-urlencoded, each name at most once (RFC 6749 3.2). An empty value counts as absent.
 * @throws invalid_request in OAuth's form
 */
export function parseForm(request: Request, text: string): Readonly<Record<string, string>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new ProtocolError('invalid_request', 'form expected')
  const fields = Object.create(null) as Record<string, string>
  const seen = new Set<string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (seen.has(name)) throw new ProtocolError('invalid_request', 'a parameter is given twice')
    seen.add(name)
    if (value !== '') fields[name] = value
  }
  return fields
}

/** @throws too_large */
export async function readText(request: Request, limit = 64 * 1024): Promise<string> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > limit) throw new Problem('too_large')
  if (request.body === null) return ''
  const parts: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > limit) {
      await reader.cancel()
      throw new Problem('too_large')
    }
    parts.push(value)
  }
  return Buffer.concat(parts).toString('utf8')
}
