// Looks at all of a drawer that was restored to try a backup.
import { createPrivateKey } from 'node:crypto'
import { openEncrypted, type Sql } from '../drawer/database.ts'
import { DrawerFile } from '../drawer/drawerFile.ts'
import { fileKeyOf } from '../drawer/drawerKey.ts'
import { databaseFile } from '../drawer/folder.ts'
import { wipe } from '../drawer/seal.ts'
import type { LedgerRow } from '../ledger/chain.ts'
import { verifyRows } from '../ledger/verify.ts'
import type { Realm } from '../ports.ts'
import type { BackupContents, TestFindings } from './backup.ts'
import { countedIn } from './contents.ts'

interface Tried {
  readonly drawerKey: Uint8Array
  /** Its recovery code, made for this trial. */
  readonly code: Uint8Array
  readonly contents: BackupContents
}

/**
 * Opens it as a person would, and then reads what counts once more.
 *
 * @throws drawer.damaged and what else opening a drawer can say
 */
export async function examineDrawer(
  folder: string,
  realm: Realm,
  { drawerKey, code, contents }: Tried,
): Promise<TestFindings> {
  const drawer = await DrawerFile.open({ folder, realm, key: { kind: 'recovery', code } })
  const { generation } = drawer.header
  drawer.close()
  const fileKey = fileKeyOf(drawerKey)
  const sql = openEncrypted(databaseFile(folder, generation), fileKey)
  try {
    const whole = sql.pragma('integrity_check(1)', { simple: true }) === 'ok' && noOrphans(sql)
    return { whole, counts: sameAfter(contents, sql), keys: keysWork(sql), ledger: chainHolds(contents, sql) }
  } finally {
    sql.close()
    wipe(fileKey)
  }
}

const noOrphans = (sql: Sql): boolean => sql.prepare('PRAGMA foreign_key_check').all().length === 0

/** Migrations may have brought the tables up to date; nobody's credentials or records may have gone. */
function sameAfter({ counts, withKey, ledger }: BackupContents, sql: Sql): boolean {
  const now = countedIn(sql)
  return (
    now.counts.certificate === counts.certificate &&
    now.counts.insurance === counts.insurance &&
    now.counts.licence === counts.licence &&
    now.counts.other === counts.other &&
    now.withKey === withKey &&
    now.ledger.entries === ledger.entries
  )
}

/** Every key is one that can sign. */
function keysWork(sql: Sql): boolean {
  const rows = sql.prepare<[], { pkcs8: Buffer }>('SELECT pkcs8 FROM device_key').iterate()
  for (const { pkcs8 } of rows) {
    try {
      const { asymmetricKeyType } = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
      if (asymmetricKeyType !== 'ec') return false
    } catch {
      return false
    } finally {
      pkcs8.fill(0)
    }
  }
  return true
}

/** Row by row: a ledger can be as long as a life. */
function chainHolds({ ledger }: BackupContents, sql: Sql): boolean {
  const rows = sql.prepare<[], LedgerRow>(
    'SELECT seq, entry_id AS entryId, content, salt, commitment, hash FROM ledger ORDER BY seq',
  )
  return countedIn(sql).ledger.rows >= ledger.rows && verifyRows(rows.iterate()).length === 0
}
