import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sealInPage } from '../preload/sealed.ts'
import { newReceiver, sealedMore, sealFor } from './sealedBytes.ts'
import { openMessage, sealMessage } from './sealedMessage.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

it('opens what was sealed for it, by main and by a page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (plain) => {
      const receiver = newReceiver()
      const sealed = sealFor(receiver.publicKey, plain)
      expect(sealed).toHaveLength(plain.length + sealedMore)
      expect(receiver.open(sealed)).toEqual(plain)
      expect(receiver.open(await sealInPage(receiver.publicKey, plain))).toEqual(plain)
    }),
    { numRuns: 20 },
  )
})

it('opens nothing that was changed, or sealed for another', () => {
  const [receiver, other] = [newReceiver(), newReceiver()]
  const sealed = sealFor(receiver.publicKey, bytes('murasaki no tanuki'))
  expect(() => other.open(sealed)).toThrow()
  for (const at of [0, 1, 64, 65, 80, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => receiver.open(changed), `byte ${at}`).toThrow()
  }
  for (const length of [0, 1, sealedMore - 1, sealed.length - 1])
    expect(() => receiver.open(sealed.subarray(0, length))).toThrow()
})

it('seals every run of bytes in a message, and nothing else', () => {
  const receiver = newReceiver()
  const message = {
    id: 1,
    method: 'open',
    input: [{ key: { kind: 'passphrase', passphrase: bytes('hakobune') }, n: null }],
  }
  const sealed = sealMessage(receiver.publicKey, message)
  expect(Buffer.from(JSON.stringify(sealed)).includes('hakobune')).toBe(false)
  expect(openMessage(receiver, sealed)).toEqual(message)
})
