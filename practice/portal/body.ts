// Reads what was sent: bounded in size, of the right kind, of the right shape.
import type { z } from 'zod'
import { Problem, ProtocolError } from './problem.ts'

const usual = 64 * 1024

/** @throws invalid_request, too_large */
export async function readJson<T>(request: Request, shape: z.ZodType<T>, limit = usual): Promise<T> {
  const text = await readText(request, limit)
  let value: unknown
  try {
    value = text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Problem('invalid_request', 'the body is not JSON')
  }
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Problem('invalid_request', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'wrong shape'}`)
}

/**
 * application/x-www-form-urlencoded, each name at most once (RFC 6749 3.2). An empty value counts as absent.
 * @throws invalid_request in OAuth's form, too_large
 */
export async function readForm(request: Request, limit = usual): Promise<Readonly<Record<string, string>>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new ProtocolError('invalid_request', 'form expected')
  const fields = Object.create(null) as Record<string, string>
  const seen = new Set<string>()
  for (const [name, value] of new URLSearchParams(await readText(request, limit))) {
    if (seen.has(name)) throw new ProtocolError('invalid_request', 'a parameter is given twice')
    seen.add(name)
    if (value !== '') fields[name] = value
  }
  return fields
}

async function readText(request: Request, limit: number): Promise<string> {
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
