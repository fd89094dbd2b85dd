// What one account can do in a home: node strangeReader.ts HOME DRAWER ID, begun as root. Prints one line of JSON.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openDrawer } from '../../main/drawer/openDrawer.ts'
import { readHousehold } from '../../main/household/household.ts'
import { codeOf, noTrust } from './drawers.ts'
import { memoryKeychain } from './memoryKeychain.ts'

const [home = '', drawer = '', account = ''] = process.argv.slice(2)
// The account changes here, where all code is loaded, native code too: it may not be able to read the checkout.
new Database(':memory:').close()
process.setgroups?.([])
process.setgid?.(Number(account))
process.setuid?.(Number(account))
const key = { kind: 'recovery', code: new Uint8Array(26) } as const
const attempt = (work: () => string): string => {
  try {
    return work()
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed'
  }
}
const household = await readHousehold(home, memoryKeychain()).then(
  ({ without }) => without ?? 'read',
  (error: Error) => error.message,
)
const result = {
  household,
  drawer: await codeOf(openDrawer({ folder: drawer, realm: 'practice', trust: noTrust('practice'), key })),
  backup: attempt(() => `read ${readFileSync(join(home, 'backup')).length > 0}`),
  write: attempt(() => {
    writeFileSync(join(home, 'drawers', 'x'), 'x')
    rmSync(join(home, 'drawers', 'x'))
    return 'written'
  }),
}
process.stdout.write(JSON.stringify(result))
