// The software reader listens on every address of its network; so its network has to be one where nobody else is.
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'

const ports = [35963, 35964]
const inside = (...command: string[]) =>
  execFileSync(fromSurroundings('TEFUDA_CARD_NETWORK'), command, { encoding: 'utf8' })

/** Local ports with a listener, of a /proc/net/tcp: the second column is ADDRESS:PORT in hex, the fourth 0A for LISTEN. */
function listening(table: string): number[] {
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === '0A')
    .map((columns) => Number.parseInt(columns[1]?.split(':').at(-1) ?? '', 16))
}

function refused(port: number): Promise<boolean> {
  return new Promise((tell) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('connect', () => {
      socket.destroy()
      tell(false)
    })
    socket.on('error', () => tell(true))
  })
}

// A service that ran before is used where it is, and then there is nothing to promise about its network.
const isOurs = inside('readlink', '/proc/self/ns/net').trim() !== readlinkSync('/proc/self/ns/net')

describe.runIf(isOurs)('while the practice readers run', () => {
  it("nothing listens on their ports at the machine's own addresses", async () => {
    const here = ['tcp', 'tcp6'].flatMap((table) => listening(readFileSync(`/proc/net/${table}`, 'utf8')))
    for (const port of ports) {
      expect(here).not.toContain(port)
      expect(await refused(port)).toBe(true)
    }
  })

  it('they listen in a network that has nothing but its loopback', () => {
    expect(listening(inside('cat', '/proc/net/tcp'))).toEqual(expect.arrayContaining(ports))
    const interfaces = inside('cat', '/proc/net/dev').split('\n').slice(2).filter(Boolean)
    expect(interfaces.map((line) => line.split(':')[0]?.trim())).toEqual(['lo'])
  })

  it('a command that is started there is not root', () => {
    expect(Number(inside('id', '-u'))).not.toBe(0)
  })
})
