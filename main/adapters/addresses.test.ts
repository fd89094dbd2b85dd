import { expect, it } from 'vitest'
import { isLoopback, isPublic } from './addresses.ts'

it.each([
  ['8.8.8.8', true, false],
  ['127.0.0.1', false, true],
  ['127.255.255.254', false, true],
  ['::1', false, true],
  ['::ffff:8.8.8.8', false, false],
  ['::ffff:127.0.0.1', false, true],
  ['10.1.2.3', false, false],
  ['100.64.0.1', false, false],
  ['169.254.169.254', false, false],
  ['172.31.255.255', false, false],
  ['172.32.0.1', true, false],
  ['192.168.1.1', false, false],
  ['0.0.0.0', false, false],
  ['255.255.255.255', false, false],
  ['2001:4860:4860::8888', true, false],
  ['2001:db8::1', false, false],
  ['2002:7f00:1::', false, false],
  ['64:ff9b::7f00:1', false, false],
  ['fc00::1', false, false],
  ['fe80::1', false, false],
  ['::', false, false],
  ['not an address', false, false],
])('%s is public: %s, this machine: %s', (address, open, here) => {
  expect([isPublic(address), isLoopback(address)]).toEqual([open, here])
})
