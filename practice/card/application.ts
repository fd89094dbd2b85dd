// What an application on the card is made of. A further application is one more file that returns one of these.
import type { KeyObject } from 'node:crypto'

/**
 * Names of PIN objects, any of which opens the file, or all of which must; `free` needs none, `never` none can. The PINs are
 * of the same application, or of the card.
 */
export type Access = 'free' | 'never' | readonly string[] | { readonly all: readonly string[] }

export type CardFile =
  /** READ BINARY reads it to its physical end. */
  | { readonly kind: 'transparent'; readonly bytes: Uint8Array; readonly access: Access }
  /** READ RECORD reads one; the first is number 1. */
  | { readonly kind: 'records'; readonly records: readonly Uint8Array[]; readonly access: Access }
  /** A PIN object: VERIFY, and one of the commands that change it. */
  | { readonly kind: 'pin'; readonly name: string }
  /** An RSA-2048 private key, for COMPUTE DIGITAL SIGNATURE unless it says otherwise. */
  | {
      readonly kind: 'key'
      readonly key: KeyObject
      readonly access: Access
      readonly use?: 'internalAuthenticate'
    }
  /** Known to exist and to be selectable, nothing else. */
  | { readonly kind: 'unknown' }

/** The form of a PIN and how often it may be wrong. */
export interface PinRule {
  readonly name: string
  /** undefined: never set; the object behaves as if blocked. */
  readonly value: string | undefined
  readonly tries: number
  /** The command that changes it, and what that accepts; absent: it cannot be changed. */
  readonly change?: { readonly by: 'changeReferenceData' | 'changeKey'; readonly form: RegExp }
}

export interface Application {
  /** For people who read the code; never sent. */
  readonly title: string
  readonly aid: Uint8Array
  /** By file identifier; the short identifier is the same number, but for those in `shortIds`. */
  readonly files: ReadonlyMap<number, CardFile>
  /** File identifiers by short one. */
  readonly shortIds?: ReadonlyMap<number, number>
  readonly pins: readonly PinRule[]
  /** GET DATA objects, by tag. */
  readonly dataObjects?: ReadonlyMap<number, Uint8Array>
  /** RSA key to which SET SESSION KEY encrypts, and what must be verified before. */
  readonly sessionKey?: { readonly key: KeyObject; readonly access: Access }
  /** Status words of commands that this application answers in a way of its own, by class and instruction. */
  readonly ownAnswers?: ReadonlyMap<number, number>
}

/** Applications of card data: 共通カード, 住基, 券面事項確認, 券面事項入力補助 (`last` 0100, 0401, 0402, 0408). */
export function cardDataAid(last: number): Uint8Array {
  return Uint8Array.of(0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, last >> 8, last & 0xff)
}

/** @param make called when the file is first read: signatures take time, and most cards are never asked for theirs */
export function transparent(make: Uint8Array | (() => Uint8Array), access: Access): CardFile {
  let made: Uint8Array | undefined
  return {
    kind: 'transparent',
    get bytes() {
      made ??= typeof make === 'function' ? make() : make
      return made
    },
    access,
  }
}

/** @param load called when the key is first used */
export function keyFile(load: () => KeyObject, access: Access, use?: 'internalAuthenticate'): CardFile {
  return {
    kind: 'key',
    get key() {
      return load()
    },
    access,
    ...(use === undefined ? {} : { use }),
  }
}

/** Sixteen bytes FF, as several applications have a file. */
export const emptyFile: CardFile = transparent(new Uint8Array(16).fill(0xff), 'free')

/** 利用者証明用, 券面事項入力補助用, 住民基本台帳用. */
export const fourDigits = /^[0-9]{4}$/
/** 署名用: at least one letter and one digit. */
export const signaturePassword = /^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,16}$/
