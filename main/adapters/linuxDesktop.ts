// A Linux desktop over D-Bus: logind (org.freedesktop.login1, systemd's or elogind's) and the screen lockers of desktops.
import { z } from 'zod'
import type { DesktopEvent } from '../../preload/shapes/locks.ts'
import type { Desktop } from '../locks/desktop.ts'
import { type Bus, connectBus } from './bus.ts'
import { delaySleep } from './sleepDelay.ts'

/** org.freedesktop.login1(5) */
const logind = 'org.freedesktop.login1'
const logindPath = '/org/freedesktop/login1'
const manager = { destination: logind, path: logindPath, interface: `${logind}.Manager` } as const
const sessionInterface = `${logind}.Session`
const properties = 'org.freedesktop.DBus.Properties'

/** Each with its signal ActiveChanged(b): the screen is covered. */
const lockers = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
] as const

const begins = z.tuple([z.literal(true)]).rest(z.unknown())
const stops = z.tuple([z.literal(false)]).rest(z.unknown())
const objectPath = z.string().regex(/^\/[A-Za-z0-9_/]{1,250}$/)
const shownSession = z.tuple([z.string(), objectPath])
const sessionChange = z
  .tuple([
    z.literal(sessionInterface),
    z.looseObject({ LockedHint: z.boolean().optional(), Active: z.boolean().optional() }),
  ])
  .rest(z.unknown())
const removedSession = z.tuple([z.string(), objectPath]).rest(z.unknown())

interface Buses {
  readonly system: Bus | undefined
  readonly session: Bus | undefined
}
type Tell = (event: DesktopEvent) => Promise<void>

/**
 * Follows both buses from now on. Without one, or without logind on it, it tells that much less.
 * @param environment DBUS_SYSTEM_BUS_ADDRESS, DBUS_SESSION_BUS_ADDRESS, XDG_SESSION_ID
 */
export function linuxDesktop(environment: NodeJS.ProcessEnv): Pick<Desktop, 'noticed' | 'watch'> & { close(): void } {
  const listeners = new Set<Tell>()
  const tell: Tell = async (event) => {
    await Promise.all([...listeners].map((listener) => listener(event)))
  }
  const buses = connectBoth(environment)
  const delay = delaySleep(environment)
  const own = buses.then(async ({ system, session }) => {
    const found = system === undefined ? undefined : await ownSession(system, environment)
    if (system !== undefined) await followLogind(system, found, tell, delay)
    if (session !== undefined) await followLockers(session, tell)
    return found
  })
  own.catch(() => undefined)
  return {
    async noticed() {
      const { system, session } = await buses
      const found = await own.catch(() => undefined)
      const told = new Set<DesktopEvent>()
      if (system?.ended === false && (await system.has(logind))) {
        told.add('suspend').add('sessionEnd')
        if (found !== undefined) told.add('userSwitch').add('screenLock')
      }
      if (session?.ended === false) for (const locker of lockers) if (await session.has(locker)) told.add('screenLock')
      return [...told]
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      delay.letGo()
      void buses.then(({ system, session }) => {
        system?.close()
        session?.close()
      })
    },
  }
}

async function connectBoth(environment: NodeJS.ProcessEnv): Promise<Buses> {
  const session = environment['DBUS_SESSION_BUS_ADDRESS']
  const [systemBus, sessionBus] = await Promise.all([
    connectBus(environment['DBUS_SYSTEM_BUS_ADDRESS'] ?? 'unix:path=/run/dbus/system_bus_socket'),
    session === undefined || session === '' ? undefined : connectBus(session),
  ])
  return { system: systemBus, session: sessionBus }
}

/**
 * The object of the session that this program runs in. A desktop that starts programs through systemd's user manager puts
 * them outside of every session; then it is the one that the user's screen shows (property Display of the user).
 */
async function ownSession(bus: Bus, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const id = environment['XDG_SESSION_ID']
  const named =
    id === undefined ? undefined : await bus.ask({ ...manager, member: 'GetSession', signature: 's', body: [id] })
  const answer =
    named ?? (await bus.ask({ ...manager, member: 'GetSessionByPID', signature: 'u', body: [process.pid] }))
  const path = objectPath.safeParse(answer)
  if (path.success) return path.data
  const user = objectPath.safeParse(
    await bus.ask({ ...manager, member: 'GetUser', signature: 'u', body: [process.getuid?.() ?? 0] }),
  )
  if (!user.success) return undefined
  const display = await bus.ask({
    destination: logind,
    path: user.data,
    interface: properties,
    member: 'Get',
    signature: 'ss',
    body: [`${logind}.User`, 'Display'],
  })
  return shownSession.safeParse(display).data?.[1]
}

async function followLogind(
  bus: Bus,
  session: string | undefined,
  tell: Tell,
  delay: ReturnType<typeof delaySleep>,
): Promise<void> {
  const fromManager = { sender: logind, path: logindPath, interface: manager.interface }
  await bus.follow({ ...fromManager, member: 'PrepareForSleep' }, (body) => {
    if (begins.safeParse(body).success) void tell('suspend').finally(() => delay.letGo())
    if (stops.safeParse(body).success) delay.take()
  })
  await bus.follow({ ...fromManager, member: 'PrepareForShutdown' }, (body) => {
    if (begins.safeParse(body).success) void tell('sessionEnd')
  })
  if (await bus.has(logind)) delay.take()
  if (session === undefined) return
  await bus.follow({ ...fromManager, member: 'SessionRemoved' }, (body) => {
    if (removedSession.safeParse(body).data?.[1] === session) void tell('sessionEnd')
  })
  const fromSession = { sender: logind, path: session }
  await bus.follow({ ...fromSession, interface: sessionInterface, member: 'Lock' }, () => void tell('screenLock'))
  await bus.follow({ ...fromSession, interface: properties, member: 'PropertiesChanged' }, (body) => {
    const [, change] = sessionChange.safeParse(body).data ?? []
    if (change?.LockedHint === true) void tell('screenLock')
    if (change?.Active === false) void tell('userSwitch')
  })
}

async function followLockers(bus: Bus, tell: Tell): Promise<void> {
  for (const locker of lockers)
    await bus.follow({ sender: locker, interface: locker, member: 'ActiveChanged' }, (body) => {
      if (begins.safeParse(body).success) void tell('screenLock')
    })
}
