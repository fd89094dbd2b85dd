// Another program that wants the card: holds it until it is told to let go, by the adapter of another process.
import { createInterface } from 'node:readline'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { WalletError } from '../../main/failure.ts'

const readers = pcscReaders({ busyLimitMs: 0 })
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const say = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`)

/** First line: which reader. Second line: let go. */
const first = await lines.next()
try {
  await readers.withCard(JSON.parse(first.value ?? '{}').reader, async (transmit) => {
    await transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')))
    say({ holds: true })
    await lines.next()
  })
  say({ holds: false })
} catch (error) {
  say({ failure: error instanceof WalletError ? error.failure : String(error) })
}
await readers.close()
