// The keys of a drawer as its owner derives them: node keysOf.ts HOME DRAWERID, the passphrase on standard input; prints JSON.
import { buffer } from 'node:stream/consumers'
import { osKeychain } from '../../main/adapters/osKeychain.ts'
import { fileKeyOf } from '../../main/drawer/drawerKey.ts'
import { readStoredHeader } from '../../main/drawer/header.ts'
import { unwrapDrawerKey } from '../../main/drawer/keySlots.ts'
import { drawerFolder, householdSecret } from '../../main/household/householdSecret.ts'

const [home = '', drawerId = ''] = process.argv.slice(2)
const passphrase = new Uint8Array(await buffer(process.stdin))
const secret = await householdSecret(home, osKeychain())
const header = await readStoredHeader(drawerFolder(home, drawerId))
const { drawerKey } = await unwrapDrawerKey(header, { kind: 'passphrase', passphrase, householdSecret: secret })
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
process.stdout.write(
  JSON.stringify({ householdSecret: hex(secret), drawerKey: hex(drawerKey), fileKey: hex(fileKeyOf(drawerKey)) }),
)
process.exit(0)
