// Backup and restore of a large drawer, beside encrypting and writing the same bytes with Node's crypto and nothing else.
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'
import type { Drawer } from '../../main/drawer/drawer.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { byCode, madeBackup, throughout, unlocked } from '../support/backup/making.ts'
import { at, temporaryFolder, testDrawer } from '../support/drawers.ts'
import { inTurn, type Row, timed } from './row.ts'

const entry = fileURLToPath(new URL('../../main/drawer/process.ts', import.meta.url))
const megabytes = Number(process.env['TEFUDA_BENCH_DRAWER_MB'] ?? 100)
const chunk = 64 * 1024

export async function backupRows(runs: number): Promise<Row[]> {
  const folder = temporaryFolder()
  const start = () => forkedDrawer(entry)
  const testing = testDrawer(folder.path)
  const room = remoteRoom(start())
  try {
    const drawer = await room.create(testing.create)
    await fill(drawer)
    const database = join(testing.folder, 'drawer-1.db')
    const path = join(folder.path, 'backup')
    const bare = join(folder.path, 'bare')
    const key = randomBytes(32)

    const making = await inTurn(
      runs,
      () => timed(() => madeBackup(drawer, path, { replace: true })),
      () => timed(() => throughCipher(database, bare, () => createCipheriv('aes-256-gcm', key, randomBytes(12)))),
    )
    const restoring = await inTurn(
      runs,
      async () => {
        const { room: fresh, backup, drawerId } = await unlocked(start, path, byCode(testing))
        const into = join(folder.path, 'drawers', drawerId)
        const took = await timed(async () => {
          await backup.unpack(join(folder.path, 'restoring', `${process.pid}-${randomUUID()}`))
          await throughout(() => backup.more())
          const { first, trust } = testing.create
          await backup.restore({ folder: into, personName: '架空', trust, first, at })
        })
        await fresh.end()
        rmSync(into, { recursive: true })
        return took
      },
      () => timed(() => throughCipher(path, bare, () => createDecipheriv('aes-256-gcm', key, randomBytes(12)))),
    )
    const size = `${Math.round(statSync(path).size / 1e6)} MB`
    return [
      {
        name: `back up ${size}`,
        unit: 'ms',
        ...making,
        floorName: 'encrypt and write with Node’s crypto',
        aim: 10,
        notes: 'the copy is re-keyed first, page by page, so that the backup opens nothing else',
      },
      {
        name: `restore ${size}`,
        unit: 'ms',
        ...restoring,
        floorName: 'decrypt and write with Node’s crypto',
        aim: 15,
        notes: 'every page is checked twice and re-keyed',
      },
    ]
  } finally {
    await room.end()
    folder.remove()
  }
}

async function fill(drawer: Drawer): Promise<void> {
  for (let entry = 0; entry < megabytes; entry++) {
    const party = randomBytes(750_000).toString('base64')
    await drawer.record({ at, act: 'decline', outcome: 'done', party, items: [] })
  }
}

/** Reads a file, puts it through the cipher in pieces of a chunk, writes it and brings it to the disk. */
async function throughCipher(
  from: string,
  to: string,
  cipher: () => { update(bytes: Uint8Array): Uint8Array },
): Promise<void> {
  const through = cipher()
  const source = await open(from, 'r')
  const target = await open(to, 'w')
  try {
    const piece = new Uint8Array(64 * chunk)
    for (;;) {
      const { bytesRead } = await source.read(piece, 0, piece.length)
      if (bytesRead === 0) break
      for (let at = 0; at < bytesRead; at += chunk)
        await target.write(through.update(piece.subarray(at, Math.min(at + chunk, bytesRead))))
    }
    await target.sync()
  } finally {
    await source.close()
    await target.close()
  }
}
