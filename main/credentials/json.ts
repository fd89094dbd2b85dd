// Reads JSON from strangers: bounded, and refusing what JSON.parse lets pass in silence.
import { fail } from '../failure.ts'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

const maxDepth = 32

/**
 * @param rule names standard and section in the failure
 * @throws credential.invalid when it is not JSON, is nested deeper than 32 levels, or an object names a member twice
 *   (RFC 7515 4 and RFC 7519 4: names must be unique; JSON.parse would keep the last one)
 */
export function parseJson(text: string, rule: string): Json {
  let value: Json
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fail({ code: 'credential.invalid', rule, detail: 'not JSON' }, error)
  }
  const fault = memberFault(text)
  return fault === undefined ? value : fail({ code: 'credential.invalid', rule, detail: fault })
}

/** @throws credential.invalid as {@link parseJson}, and when it is no object */
export function parseJsonObject(text: string, rule: string): JsonObject {
  const value = parseJson(text, rule)
  return isObject(value) ? value : fail({ code: 'credential.invalid', rule, detail: 'not a JSON object' })
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The member itself, never something inherited such as "constructor". */
export function member(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** A member's text; '' where there is none. */
export function textMember(object: JsonObject, name: string): string {
  const value = member(object, name)
  return typeof value === 'string' ? value : ''
}

/** Walks over text that JSON.parse has accepted; so it only has to find strings, brackets and commas. */
function memberFault(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  let expectName = false
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x7b:
        open.push(new Set())
        expectName = true
        break
      case 0x5b:
        open.push(undefined)
        expectName = false
        break
      case 0x7d:
      case 0x5d:
        open.pop()
        expectName = false
        break
      case 0x2c:
        expectName = open.at(-1) !== undefined
        break
      case 0x22: {
        const end = stringEnd(text, at)
        if (expectName) {
          const raw = text.slice(at, end + 1)
          const name: string = raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1)
          const names = open.at(-1)
          if (names?.has(name)) return 'a member stands twice'
          names?.add(name)
          expectName = false
        }
        at = end
        break
      }
    }
    if (open.length > maxDepth) return 'nested too deep'
  }
  return undefined
}

function stringEnd(text: string, start: number): number {
  let at = start + 1
  while (text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1
  return at
}
