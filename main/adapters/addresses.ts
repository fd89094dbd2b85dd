// Which addresses a program may be sent to by strangers: none that mean this machine or its own network.
import { BlockList, isIP, isIPv4 } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Everything that the registries of special-purpose addresses (RFC 6890 and after) keep from the public network. */
const notPublic = new BlockList()
const v4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
for (const [net, prefix] of v4) notPublic.addSubnet(net, prefix, 'ipv4')

/** The only block of IPv6 that is handed out for the public network, and the parts of it that are not. */
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')
const v6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]
for (const [net, prefix] of v6) notPublic.addSubnet(net, prefix, 'ipv6')

/** 127.0.0.0/8 and ::1. */
export function isLoopback(address: string): boolean {
  const kind = isIP(address)
  return kind !== 0 && loopback.check(address, kind === 4 ? 'ipv4' : 'ipv6')
}

/** False for loopback, private, link-local, documentation, multicast and all forms that carry an IPv4 address inside IPv6. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4')
  return isIP(address) === 6 && globalV6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}
