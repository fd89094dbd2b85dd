// A process of its own that uses the keychain as it is told, one word a line on standard input, one answer a line.
import { createInterface } from 'node:readline'
import { thisMachine } from '../../main/adapters/machine.ts'
import { osKeychain } from '../../main/adapters/osKeychain.ts'
import { joinPrivateKeyring, type PrivateKeyring } from '../../main/adapters/privateKeyring.ts'
import { examineKeychain } from '../../main/doctor/examineKeychain.ts'
import { WalletError } from '../../main/failure.ts'
import { addPerson, newDrawerId, readHousehold } from '../../main/household/household.ts'

const keychain = osKeychain({ timeoutMs: Number(process.env['TEST_TIMEOUT_MS'] ?? 5000) })
let keyring: PrivateKeyring | undefined

async function answer([word, ...input]: string[]): Promise<string> {
  switch (word) {
    case 'join':
      keyring = await joinPrivateKeyring(input[0] ?? '')
      return 'joined'
    case 'write':
      await keychain.write(input[0] ?? '', Buffer.from(input[1] ?? ''))
      return 'written'
    case 'read': {
      const secret = await keychain.read(input[0] ?? '')
      return secret === undefined ? 'nothing' : Buffer.from(secret).toString()
    }
    case 'examine':
      return (await examineKeychain(keychain, thisMachine('0.0.0'))).code
    case 'add': {
      const [home = '', name = ''] = input
      await addPerson(home, keychain, { name, colour: 'blue', drawerId: newDrawerId() })
      return 'added'
    }
    case 'people': {
      const { people, without } = await readHousehold(input[0] ?? '', keychain)
      return without ?? people.map(({ name }) => name).join(' ')
    }
    case 'unlock':
      await thisMachine('0.0.0').unlockKeychain()
      return 'asked'
    case 'end':
      await keyring?.end()
      return 'ended'
    default:
      process.exit(0)
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const told = await answer(line.split(' ')).catch((error: unknown) =>
    error instanceof WalletError ? error.failure.code : `bug: ${String(error)}`,
  )
  process.stdout.write(`${told}\n`)
}
