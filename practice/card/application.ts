// What an application on the card is made of. A further application is one more file that returns one of these.
import type { KeyObject } from 'node:crypto'

/** Names of PIN objects within one application, any of which opens the file; `free` needs none, `never` none can. */
export type Access = 'free' | 'never' | readonly string[]

export type CardFile =
  /** READ BINARY reads it to its physical end. */
  | { readonly kind: 'transparent'; readonly bytes: Uint8Array; readonly access: Access }
  /** A PIN object: VERIFY and CHANGE REFERENCE DATA. */
  | { readonly kind: 'pin'; readonly name: string }
  /** An RSA-2048 private key. */
  | { readonly kind: 'key'; readonly key: KeyObject; readonly access: Access }
  /** Known to exist and to be selectable, nothing else. */
  | { readonly kind: 'unknown' }

/** The form of a PIN and how often it may be wrong. */
export interface PinRule {
  readonly name: string
  /** undefined: never set; the object behaves as if blocked. */
  readonly value: string | undefined
  readonly tries: number
  /** What CHANGE REFERENCE DATA accepts; undefined: it cannot be changed. */
  readonly form: RegExp | undefined
}

export interface Application {
  /** For people who read the code; never sent. */
  readonly title: string
  readonly aid: Uint8Array
  /** By file identifier; all are below 001F, so the short identifier is the same number. */
  readonly files: ReadonlyMap<number, CardFile>
  readonly pins: readonly PinRule[]
  /** GET DATA objects, by tag. */
  readonly dataObjects?: ReadonlyMap<number, Uint8Array>
  /** Status words of commands that only this application refuses in a way of its own, by class and instruction. */
  readonly refusals?: ReadonlyMap<number, number>
}

/** 利用者証明用, 券面事項入力補助用, 住民基本台帳用. */
export const fourDigits = /^[0-9]{4}$/
/** 署名用: at least one letter and one digit. */
export const signaturePassword = /^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,16}$/
