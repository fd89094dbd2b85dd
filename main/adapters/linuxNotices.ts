// Notifications of a Linux desktop: the Desktop Notifications Specification 1.2, over the session's D-Bus.
import dbus from 'dbus-native'
import { z } from 'zod'
import type { Notices } from '../ports.ts'
import { type Bus, connectBus } from './bus.ts'

const service = 'org.freedesktop.Notifications'
const place = { destination: service, path: '/org/freedesktop/Notifications', interface: service } as const
/** The id of what is shown now (9, Notify). */
const shown = z.int().positive()

/** @param environment DBUS_SESSION_BUS_ADDRESS */
export function linuxNotices(environment: NodeJS.ProcessEnv): Notices {
  const address = environment['DBUS_SESSION_BUS_ADDRESS']

  /** A connection for one question: days may pass between two. */
  async function ask<T>(question: (bus: Bus) => Promise<T>): Promise<T | undefined> {
    const bus = address === undefined || address === '' ? undefined : await connectBus(address)
    if (bus === undefined) return undefined
    try {
      return await question(bus)
    } finally {
      bus.close()
    }
  }
  return {
    can: async () => (await ask((bus) => bus.ask({ ...place, member: 'GetServerInformation' }))) !== undefined,
    show: async ({ title, body }) => {
      const hints = [
        ['desktop-entry', new dbus.Variant('s', 'tefuda')],
        ['category', new dbus.Variant('s', 'x-tefuda.calendar')],
      ]
      // Application, replaced id, icon, summary, body, actions, hints, the system's own time.
      const answer = await ask((bus) =>
        bus.ask({
          ...place,
          member: 'Notify',
          signature: 'susssasa{sv}i',
          body: ['Tefuda', 0, '', title, withoutMarkup(body), [], hints, -1],
        }),
      )
      return shown.safeParse(answer).success
    },
  }
}

/** The body may hold markup (4): what looks like it is not meant so. */
const withoutMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
