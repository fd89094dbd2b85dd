// A connection to one D-Bus bus: asks, and follows the signals of named services. What is said there comes from outside.
import dbus from 'dbus-native'

/** Which signals. `sender` is a well-known name; only who owns it on that bus is believed. */
export interface SignalRule {
  readonly sender: string
  readonly path?: string
  readonly interface: string
  readonly member: string
}

export interface Question {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

export interface Bus {
  /** What the service answers, to be parsed; undefined when it refuses, is not there, or is late. */
  ask(question: Question): Promise<unknown>
  follow(rule: SignalRule, heard: (body: readonly unknown[]) => void): Promise<void>
  /** Whether somebody on this bus goes by that name. */
  has(name: string): Promise<boolean>
  readonly ended: boolean
  close(): void
}

/** The bus itself. */
const itself = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
const signal = 4
/** The signals that are followed are a few bytes; answers with a session's properties some hundred. */
const mostBytes = 256 * 1024
const patienceMs = 3000

/** @returns undefined where nobody listens at that address, or does not answer */
export async function connectBus(address: string): Promise<Bus | undefined> {
  const bus = dbus.createClient({
    busAddress: address,
    authMethods: ['EXTERNAL'],
    maxMessageSize: mostBytes,
    timeout: patienceMs,
  })
  let ended = false
  const end = (): void => {
    ended = true
  }
  const { connection } = bus
  for (const event of ['error', 'end', 'close', 'handlerError']) connection.on(event, end)

  const ask = async (question: Question): Promise<unknown> => {
    if (ended) return undefined
    try {
      const { body, ...rest } = question
      return await bus.invoke({ ...rest, ...(body === undefined ? {} : { body: [...body] }) })
    } catch {
      return undefined
    }
  }
  const ownerOf = async (name: string): Promise<string | undefined> => {
    const owner = await ask({ ...itself, member: 'GetNameOwner', signature: 's', body: [name] })
    return typeof owner === 'string' ? owner : undefined
  }
  const match = (rule: string) => ask({ ...itself, member: 'AddMatch', signature: 's', body: [rule] })

  const followed: { readonly rule: SignalRule; readonly heard: (body: readonly unknown[]) => void }[] = []
  const owners = new Map<string, string>()
  connection.on('message', (message) => {
    if (message.type !== signal) return
    const { sender, interface: from, member, path, body = [] } = message
    if (sender === itself.destination && from === itself.interface && member === 'NameOwnerChanged') {
      const [name, , owner] = body
      if (typeof name !== 'string' || typeof owner !== 'string') return
      if (owner === '') owners.delete(name)
      else if (followed.some(({ rule }) => rule.sender === name)) owners.set(name, owner)
      return
    }
    for (const { rule, heard } of followed) {
      const fits = from === rule.interface && member === rule.member && (rule.path ?? path) === path
      if (fits && sender !== undefined && owners.get(rule.sender) === sender) heard(body)
    }
  })

  // The first answer tells that the bus is there: `ask` waits for the connection, and not for ever.
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), patienceMs).unref()
    connection.on('error', () => resolve(undefined))
  })
  if ((await Promise.race([ask({ ...itself, member: 'GetId' }), late])) === undefined) {
    connection.end()
    return undefined
  }
  return {
    ask,
    async follow(rule, heard) {
      followed.push({ rule, heard })
      const { sender } = rule
      await match(`type='signal',sender='${itself.destination}',member='NameOwnerChanged',arg0='${sender}'`)
      const where = rule.path === undefined ? '' : `,path='${rule.path}'`
      await match(`type='signal',sender='${sender}',interface='${rule.interface}',member='${rule.member}'${where}`)
      const owner = await ownerOf(sender)
      if (owner !== undefined) owners.set(sender, owner)
    },
    has: async (name) => (await ownerOf(name)) !== undefined,
    get ended() {
      return ended
    },
    close: () => void connection.end(),
  }
}
