// The native part, loaded when it is first needed; where its libraries are missing this fails, and the service counts as down.
import type { ContextInterface } from 'smartcard'

type Pcsc = typeof import('smartcard')

let loaded: Promise<Pcsc> | undefined
export const loadPcsc = (): Promise<Pcsc> => {
  loaded ??= import('smartcard')
  return loaded
}

/** A connection to the service. */
export async function openPcsc(): Promise<ContextInterface> {
  const { Context } = await loadPcsc()
  return new Context()
}
