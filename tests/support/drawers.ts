// Drawers for tests: secrets, inputs and folders, all visibly made up.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Trust } from '../../main/certificates/trust.ts'
import type { DrawerKey, NewSlot } from '../../main/drawer/contract/door.ts'
import type { CreateDrawer, OpenDrawer } from '../../main/drawer/drawer.ts'
import { newRecoveryCode } from '../../main/drawer/recoveryCode.ts'
import type { Realm } from '../../main/ports.ts'

export const at = '2026-11-23T03:00:00.000Z'

/** Trusts nobody. */
export const noTrust = (realm: Realm): Trust => ({
  realm,
  jpki: { authentication: [], signature: [] },
  issuers: [],
  mdocIssuers: [],
  verifiers: [],
  registrars: [],
  tls: [],
})

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tefuda-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** What opens one drawer, and its folder. Every use of a secret hands out a copy, because the drawer wipes what it gets. */
export interface TestDrawer {
  readonly folder: string
  readonly drawerId: string
  readonly realm: Realm
  readonly recovery: Uint8Array
  readonly householdSecret: Uint8Array
  readonly cardSalt: Uint8Array
  readonly cardSignature: Uint8Array
  readonly create: CreateDrawer
  open(key?: DrawerKey): OpenDrawer
  byRecovery(): DrawerKey
  byCard(slotId: string): DrawerKey
  byPassphrase(passphrase?: string): DrawerKey
  passphraseSlot(passphrase?: string): NewSlot
}

export const testPassphrase = 'sakana tsukue aozora yuube kakeru'
const bytes = (length: number) => new Uint8Array(randomBytes(length))

/** A drawer in a folder of `parent`, first opened by a card, so that no test waits for scrypt without need. */
export function testDrawer(
  parent: string,
  { realm = 'practice', trust = noTrust(realm) }: { realm?: Realm; trust?: Trust } = {},
): TestDrawer {
  const drawerId = randomUUID()
  const folder = join(parent, drawerId)
  const recovery = newRecoveryCode().bytes
  const householdSecret = bytes(32)
  const cardSalt = bytes(32)
  const cardSignature = bytes(256)
  const passphraseOf = (text: string) => ({
    kind: 'passphrase' as const,
    passphrase: new TextEncoder().encode(text),
    householdSecret: householdSecret.slice(),
  })
  const byRecovery = (): DrawerKey => ({ kind: 'recovery', code: recovery.slice() })
  return {
    folder,
    drawerId,
    realm,
    recovery,
    householdSecret,
    cardSalt,
    cardSignature,
    get create(): CreateDrawer {
      const secret = { signature: cardSignature.slice(), householdSecret: householdSecret.slice() }
      const first = { kind: 'card', salt: cardSalt.slice(), cardTag: 'A'.repeat(43), ...secret } as const
      return { folder, drawerId, realm, personName: '架空 テスト子', trust, first, recovery: recovery.slice(), at }
    },
    open: (key = byRecovery()) => ({ folder, realm, trust, key }),
    byRecovery,
    byCard: (slotId) => ({
      kind: 'card',
      slotId,
      signature: cardSignature.slice(),
      householdSecret: householdSecret.slice(),
    }),
    byPassphrase: (text = testPassphrase) => passphraseOf(text),
    passphraseSlot: (text = testPassphrase) => passphraseOf(text),
  }
}

/** The code of an expected failure, and nothing else. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Error && 'failure' in error) return (error.failure as { code: string }).code
    throw error
  }
  return 'no failure'
}
