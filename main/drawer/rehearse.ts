// What a drawer's process does while the person still types: everything that an opening goes through is brought in and run
// once, on a drawer that is nobody's and lies nowhere. Code that runs for the first time takes many times as long.
import { randomBytes, randomUUID } from 'node:crypto'
import { openInMemory } from './database.ts'
import { newDrawerKey, publicKeysOf, signedHeader } from './drawerKey.ts'
import { headerHolds, parseHeader, readStoredHeader } from './header.ts'
import { makeSlot, unwrapDrawerKey } from './keySlots.ts'
import { migrate } from './migrations.ts'
import { openStores } from './stores.ts'

export async function rehearse(): Promise<void> {
  // There is no such folder; that it was looked for is enough.
  await readStoredHeader(randomUUID()).catch(() => undefined)
  const owner = { drawerId: randomUUID(), realm: 'practice' } as const
  const at = new Date().toISOString()
  const code = new Uint8Array(randomBytes(32))
  const made = await makeSlot({ kind: 'recovery', code }, randomUUID(), owner, at)
  const header = parseHeader(signedHeader([made], newDrawerKey(), 1, owner).text)
  headerHolds(header, (await unwrapDrawerKey(header, { kind: 'recovery', code })).drawerKey)
  const sql = openInMemory()
  try {
    migrate(sql)
    const { about, credentials, mandates, seenTime, together } = openStores(sql, () => undefined)
    together(() => {
      about.write({ ...owner, personName: '', generation: 1 }, at)
      about.writePublicKeys(publicKeysOf([made]))
      seenTime.write(at)
    })
    about.read()
    mandates.all()
    credentials.page([], 0, 1)
  } finally {
    sql.close()
  }
}
