import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Keychain } from '../../../main/ports.ts'

/** A keychain that a killed process leaves behind as it was: one file a name. */
export function fileKeychain(folder: string): Keychain {
  mkdirSync(folder, { recursive: true })
  return {
    read: async (name) => {
      try {
        return new Uint8Array(readFileSync(join(folder, name)))
      } catch {
        return undefined
      }
    },
    write: async (name, secret) => writeFileSync(join(folder, name), secret),
    remove: async (name) => rmSync(join(folder, name), { force: true }),
  }
}
