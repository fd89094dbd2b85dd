// window.wallet out of the contract, over any bridge: Electron's in the product, a browser test's in tests/ui.
import { contract, type WalletApi } from './contract.ts'
import type { Outcome } from './failure.ts'

type Invoke = (name: string, input: unknown) => Promise<Outcome<unknown>>
type Follow = (heard: (name: string, payload: unknown) => void) => () => void

/** Calls never reject: a bridge that breaks down (main gone, answer not clonable) becomes app.unexpected. */
export function buildWallet(invoke: Invoke, follow: Follow): WalletApi {
  const settle = (name: string) => (input?: unknown) =>
    invoke(name, input).catch(
      (): Outcome<unknown> => ({ ok: false, failure: { code: 'app.unexpected', incident: 'bridge' } }),
    )
  const listen = (name: string) => (listener: (payload: unknown) => void) =>
    follow((heard, payload) => {
      if (heard === name) listener(payload)
    })
  const wallet = Object.fromEntries(
    Object.entries(contract).map(([group, members]) => [
      group,
      Object.fromEntries(
        Object.entries(members).map(([member, { kind }]) => {
          const name = `${group}.${member}`
          return [member, kind === 'call' ? settle(name) : listen(name)]
        }),
      ),
    ]),
  )
  // One method for every member of the contract, by construction; main checks what crosses.
  return wallet as unknown as WalletApi
}
