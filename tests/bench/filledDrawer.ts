// A drawer with as many credentials as wanted, for measuring.
import { randomUUID } from 'node:crypto'
import type { Sql } from '../../main/drawer/database.ts'
import { createDrawer } from '../../main/drawer/openDrawer.ts'
import { makePki } from '../cross/formatsPki.ts'
import { at, type TestDrawer, testDrawer } from '../support/drawers.ts'
import { inDrawerFile } from '../support/earlierTables.ts'
import { incomingInsurance, incomingLicence } from '../support/issued.ts'

/** Stands in one of a hundred. */
export const rareWord = '第七組'

/** Ten credentials that came as they do, and copies of them under other ids and keys up to that number. */
export async function filledDrawer(home: string, size: number): Promise<TestDrawer> {
  const pki = makePki()
  const testing = testDrawer(home, { trust: pki.trust })
  const drawer = await createDrawer(testing.create)
  for (let pair = 0; pair < 5; pair++) {
    const [one, two] = [await drawer.createKey(), await drawer.createKey()]
    await drawer.accept([incomingInsurance(pki, one), incomingLicence(pki, two)], at)
  }
  await drawer.close()
  await inDrawerFile(testing.folder, testing.recovery, (sql) => sql.transaction(() => copies(sql, size))())
  return testing
}

function copies(sql: Sql, size: number): void {
  const key = sql.prepare('INSERT INTO device_key SELECT ?, pkcs8 FROM device_key LIMIT 1')
  const credential = sql.prepare(`
    INSERT INTO credential SELECT ?, ?, format, raw, raw_sha256, ?, kind, name, labels, verified, received_at, verified_at,
      last_status FROM credential WHERE position = ?`)
  const text = sql.prepare(`
    INSERT INTO credential_text SELECT ?, ?, text || char(10) || ? FROM credential_text WHERE position = ?`)
  for (let position = 11; position <= size; position++) {
    const [id, keyId, like] = [randomUUID(), randomUUID(), (position % 10) + 1]
    key.run(keyId)
    credential.run(id, position, keyId, like)
    text.run(position, id, position % 100 === 7 ? rareWord : 'ほかの組', like)
  }
}
