// `sign`, `verify` and `inspect`: files.
import { type SignatureForm, signatureForm } from '../../../preload/shapes/documents.ts'
import { no } from '../notUnderstood.ts'
import { one, type Values } from './values.ts'

export type DocumentCommand =
  | {
      readonly name: 'inspect'
      readonly file: string
      readonly trust?: string
      readonly at?: string
      readonly audience?: string
      readonly nonce?: string
      readonly clientId?: string
      readonly responseUri?: string
    }
  | {
      readonly name: 'sign'
      readonly files: readonly string[]
      readonly form: SignatureForm
      /** A file's path, or a folder that is there. */
      readonly out: string
    }
  | {
      readonly name: 'verify'
      readonly file: string
      readonly content?: string
      readonly trust?: string
      readonly at?: string
    }

/** @returns undefined for other commands. @throws NotUnderstood */
export function documentCommand(name: string, rest: readonly string[], values: Values): DocumentCommand | undefined {
  switch (name) {
    case 'inspect':
      return { name, file: one(name, 'a file', rest), ...inspectOptions(values) }
    case 'sign':
      return { name, ...signOptions(rest, values) }
    case 'verify': {
      const { content } = values
      const { trust, at } = inspectOptions(values)
      return {
        name,
        file: one(name, 'a file', rest),
        ...(content === undefined ? {} : { content }),
        ...(trust === undefined ? {} : { trust }),
        ...(at === undefined ? {} : { at }),
      }
    }
    default:
      return undefined
  }
}

function signOptions(files: readonly string[], { form, out }: Values) {
  if (files.length === 0 || files.includes('')) no('"sign" wants the files to sign')
  if (out === undefined || out === '') return no('"sign" wants --out: a new file, or a folder')
  const known = signatureForm.safeParse(form)
  if (!known.success) return no(`"sign" wants --form: ${signatureForm.options.join(', ')}`)
  return { files, form: known.data, out }
}

function inspectOptions(values: Values) {
  const { trust, at, audience, nonce } = values
  if (at !== undefined && Number.isNaN(Date.parse(at))) no('--at wants an instant such as 2026-11-23T12:00:00Z')
  const [clientId, responseUri] = [values['client-id'], values['response-uri']]
  return {
    ...(trust === undefined ? {} : { trust }),
    ...(at === undefined ? {} : { at }),
    ...(audience === undefined ? {} : { audience }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(responseUri === undefined ? {} : { responseUri }),
  }
}
