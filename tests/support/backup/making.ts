// Backups for tests: a drawer with something in it, its backup, and what a person does with one, in a process of its own.
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupProgress, BackupSecret } from '../../../main/backup/backup.ts'
import type { Drawer, DrawerRoom, UnlockedBackup } from '../../../main/drawer/drawer.ts'
import type { DrawerProcess } from '../../../main/drawer/remote.ts'
import { remoteRoom } from '../../../main/drawer/remoteDrawer.ts'
import { makePki, type Pki } from '../../cross/formatsPki.ts'
import { at, type TestDrawer, testDrawer } from '../drawers.ts'
import { incomingInsurance, incomingLicence } from '../issued.ts'
import { enrolment, portalToken } from '../portalTokens.ts'

export const backupPassphrase = 'kaminari hashira midori tsubasa koori'
const bytesOf = (text: string) => new TextEncoder().encode(text)

export interface Furnished {
  readonly testing: TestDrawer
  readonly pki: Pki
  readonly room: DrawerRoom
  readonly drawer: Drawer
}

/** An open drawer with two credentials, a certificate, a session, an enrolment and a few ledger entries. */
export async function furnished(home: string, start: () => DrawerProcess): Promise<Furnished> {
  const pki = makePki()
  const testing = testDrawer(home, { trust: pki.trust })
  const room = remoteRoom(start())
  const drawer = await room.create(testing.create)
  const [one, two] = [await drawer.createKey(), await drawer.createKey()]
  await drawer.accept([incomingInsurance(pki, one), incomingLicence(pki, two)], at)
  await drawer.keepCertificate(pki.signer('clinic').chain, { ja: '証明書', en: 'Certificate' }, at)
  const paper = { media: 'application/xml', receivedAt: at, source: { from: 'file', name: 'drugs.xml' } } as const
  await drawer.keepPaper({ ...paper, kind: 'drugs', name: { ja: '薬剤情報', en: 'Drugs' } }, bytesOf('<Message/>'))
  const photo = await drawer.keepPaper(
    { ...paper, kind: 'attachment', name: { ja: '写真', en: 'Photo' } },
    bytesOf('of a draft'),
  )
  await drawer.saveDraft({
    id: '00000000-0000-4000-8000-000000000001',
    procedure: 'care-need',
    title: '練習の手続き',
    organisation: '練習区役所',
    form: { phone: '090-0000-0000' },
    sources: {},
    attachments: [{ id: 'photo', name: '写真', media: photo.media, size: photo.size, what: { paperId: photo.id } }],
    begunAt: at,
    savedAt: at,
  })
  await drawer.saveToken(portalToken('a-token-that-must-not-leave'))
  const enrolled = enrolment('A PC that stays behind')
  await drawer.beginEnrolment(enrolled.origin, new Uint8Array(32).fill(1))
  await drawer.finishEnrolment(enrolled)
  const shared = await drawer.record({ at, act: 'share', outcome: 'started', party: 'A clinic', items: [] })
  await drawer.finish(shared, 'done')
  await drawer.record({ at, act: 'decline', outcome: 'done', party: 'A rental desk', items: [] })
  return { testing, pki, room, drawer }
}

export async function throughout(next: () => Promise<BackupProgress>): Promise<number> {
  for (let steps = 1; ; steps++) {
    const { done, total } = await next()
    if (done === total) return steps
  }
}

/** Makes a backup of an open drawer and answers where it lies. */
export async function madeBackup(
  drawer: Drawer,
  path: string,
  { passphrase, replace = false }: { passphrase?: string; replace?: boolean } = {},
): Promise<string> {
  const secret = passphrase === undefined ? {} : { passphrase: bytesOf(passphrase) }
  await drawer.beginBackup({ path, replace, colour: 'green', at, ...secret })
  await throughout(() => drawer.writeBackup())
  return path
}

export const byCode = ({ recovery }: TestDrawer): BackupSecret => ({ kind: 'recovery', code: recovery.slice() })
export const byPassphrase = (text = backupPassphrase): BackupSecret => ({
  kind: 'passphrase',
  passphrase: bytesOf(text),
})

export interface Unlocked {
  readonly room: DrawerRoom
  readonly backup: UnlockedBackup
  readonly drawerId: string
}

export async function unlocked(
  start: () => DrawerProcess,
  path: string,
  secret: BackupSecret,
  realm: 'practice' | 'real' = 'practice',
): Promise<Unlocked> {
  const room = remoteRoom(start())
  const drawerId = randomUUID()
  try {
    return { room, drawerId, backup: await room.unlockBackup({ path, realm, secret, drawerId, at }) }
  } catch (error) {
    await room.end()
    throw error
  }
}

/** Restores what was unlocked beside what is there. @returns the open drawer and where it lies */
export async function restored(
  { backup, drawerId }: Unlocked,
  home: string,
  { testing, pki }: Pick<Furnished, 'testing' | 'pki'>,
  recovery?: Uint8Array,
): Promise<{ drawer: Drawer; folder: string }> {
  await backup.unpack(join(home, 'restoring', `${process.pid}-${randomUUID()}`))
  await throughout(() => backup.more())
  const folder = join(home, 'drawers', drawerId)
  const code = recovery === undefined ? {} : { recovery }
  const { first } = testing.create
  const drawer = await backup.restore({ folder, personName: '架空 復元子', trust: pki.trust, first, at, ...code })
  return { drawer, folder }
}

/** Every file below a folder, but for locks. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('lock'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
