import { expect, it } from 'vitest'
import { buildWallet } from './buildWallet.ts'
import { contract } from './contract.ts'

function bridge() {
  const asked: [string, unknown][] = []
  const heard = new Set<(name: string, payload: unknown) => void>()
  const wallet = buildWallet(
    async (name, input) => {
      asked.push([name, input])
      if (name === 'ledger.list') throw new Error('main has gone')
      return { ok: true, value: [] }
    },
    (listener) => {
      heard.add(listener)
      return () => void heard.delete(listener)
    },
  )
  return {
    wallet,
    asked,
    heard,
    tell: (name: string, payload: unknown) => heard.forEach((listener) => void listener(name, payload)),
  }
}

it('has one method for every call and event of the contract, and nothing else', () => {
  const { wallet } = bridge()
  const members = (of: object) => Object.entries(of).map(([group, inside]) => [group, Object.keys(inside).sort()])
  expect(members(wallet)).toEqual(members(contract))
  for (const group of Object.values(wallet))
    for (const method of Object.values(group)) expect(method).toBeTypeOf('function')
})

it('asks main by the full name of the call', async () => {
  const { wallet, asked } = bridge()
  await wallet.credentials.show({ id: 'a' })
  expect(asked).toEqual([['credentials.show', { id: 'a' }]])
})

it('never rejects: a bridge that breaks down is a failure like others', async () => {
  const { wallet } = bridge()
  expect(await wallet.ledger.list()).toEqual({ ok: false, failure: { code: 'app.unexpected', incident: 'bridge' } })
})

it('tells a listener its own event alone, until it stops', () => {
  const { wallet, heard, tell } = bridge()
  const told: unknown[] = []
  const stop = wallet.links.arrived((payload) => told.push(payload))
  tell('links.arrived', { kind: 'offer' })
  tell('card.changed', {})
  stop()
  tell('links.arrived', { kind: 'request' })
  expect(told).toEqual([{ kind: 'offer' }])
  expect(heard.size).toBe(0)
})
