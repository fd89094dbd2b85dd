// A document verified in a process of its own: the same verdict, typed failures, an end to what does not end.
import { describe, expect, it } from 'vitest'
import { makeSigner, now, signed, trust } from '../../tests/support/documentSigners.ts'
import { pdfOf } from '../../tests/support/pdfs.ts'
import { verifierProcess } from '../../tests/support/processes.ts'
import { failureOf } from '../../tests/support/stage.ts'
import type { DrawerProcess } from '../drawer/remote.ts'
import { verifyApart } from './verifyApart.ts'
import { verifyDocument } from './verifyDocument.ts'

const contract = signed(pdfOf(), 'pades', makeSigner())
const running = new Set<DrawerProcess>()

/** The real process, noted while it lives. */
const start = (): DrawerProcess => {
  const child = verifierProcess()
  running.add(child)
  child.onExit(() => running.delete(child))
  return child
}
const verify = (bytes: Uint8Array, options = {}, { signal }: AbortController = new AbortController()) =>
  verifyApart({ startVerifierProcess: start, signal, ...options }, bytes, { trust, at: now })

/** A process that does as it is told, in place of the real one. */
function steered(act: (tell: (message: unknown) => void, exit: () => void) => void) {
  const seen = { killed: 0 }
  const listeners = { message: (_: unknown): void => undefined, exit: (): void => undefined }
  const startVerifierProcess = (): DrawerProcess => ({
    post: () =>
      act(
        (message) => listeners.message(message),
        () => listeners.exit(),
      ),
    onMessage: (listener) => void Object.assign(listeners, { message: listener }),
    onExit: (listener) => void Object.assign(listeners, { exit: listener }),
    kill: async () => void seen.killed++,
  })
  return { seen, startVerifierProcess }
}

describe('in the real process', () => {
  it('gives the verdict that is given here, and leaves no process', async () => {
    const verdict = await verify(contract)
    expect(verdict).toEqual(await verifyDocument(contract, { trust, at: now }))
    expect(verdict).toMatchObject({ valid: true, signatures: [{ state: 'valid' }] })
    expect(running.size).toBe(0)
  })

  it('takes what a detached signature was made over', async () => {
    const letter = new TextEncoder().encode('a letter')
    const lone = signed(letter, 'cms-detached', makeSigner())
    const judge = (content: Uint8Array) =>
      verifyApart({ startVerifierProcess: start, signal: new AbortController().signal }, lone, {
        trust,
        at: now,
        content,
      })
    expect((await judge(letter)).valid).toBe(true)
    expect((await judge(new TextEncoder().encode('a lettre'))).valid).toBe(false)
  })

  it('tells its failures as they are told here', async () => {
    expect(await failureOf(verify(new TextEncoder().encode('a letter')))).toMatchObject({ code: 'file.notUnderstood' })
    expect(await failureOf(verify(pdfOf().slice(0, -99)))).toMatchObject({ code: 'document.broken' })
    expect(running.size).toBe(0)
  })

  it('is ended by a cancel, whatever it is doing', async () => {
    const ending = new AbortController()
    const verdict = failureOf(verify(contract, {}, ending))
    expect(running.size).toBe(1)
    ending.abort()
    expect(await verdict).toEqual({ code: 'app.cancelled' })
    expect(running.size).toBe(0)
    expect(await failureOf(verify(contract, {}, ending))).toEqual({ code: 'app.cancelled' })
  })
})

describe('what is no answer', () => {
  it.each([
    ['silence beyond the time limit', () => undefined],
    ['an end without a word', (_: unknown, exit: () => void) => exit()],
    ['something else', (tell: (message: unknown) => void) => tell({ verdict: { valid: true } })],
    [
      'a failure that is not its own',
      (tell: (message: unknown) => void) => tell({ failure: { code: 'card.pinWrong' } }),
    ],
  ])('%s leaves the document unchecked, and the process is ended', async (_, act) => {
    const { seen, startVerifierProcess } = steered(act)
    expect(await failureOf(verify(contract, { startVerifierProcess, patience: 50 }))).toEqual({
      code: 'document.unchecked',
    })
    expect(seen.killed).toBe(1)
  })
})
