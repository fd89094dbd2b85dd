import { expect, it } from 'vitest'
import type { CredentialId } from '../credentials/credential.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { WalletError } from '../failure.ts'
import { checkStatus } from './checkStatus.ts'

it.each([
  'http://issuer.example/status/1',
  'file:///etc/hosts',
  'https://name:word@issuer.example/status/1',
  'status/1',
  '',
  `https://issuer.example/${'x'.repeat(2_000)}`,
])('asks nobody at what is no https address: %#', async (uri) => {
  const asked: string[] = []
  const drawer = { statusReference: async () => ({ uri, index: 0 }) } as Partial<Drawer> as Drawer
  const trust = { issuers: [], mdocIssuers: [] } as never
  const fetch = async ({ url }: Request) => {
    asked.push(url)
    return new Response()
  }
  const work = checkStatus({ fetch, now: () => new Date() }, { drawer, trust }, 'any' as CredentialId)
  const failure = await work.catch((error: unknown) => (error instanceof WalletError ? error.failure : error))
  expect(failure).toEqual({ code: 'portal.badAnswer', detail: 'address of the status list' })
  expect(asked).toEqual([])
})
