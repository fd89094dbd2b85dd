// The person's enrolled devices: listed, and each ended from the wallet or by the portal's own hand.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { empty, json, Problem } from '../problem.ts'
import { open, personal, type Route } from '../route.ts'
import { enrolmentRoutes } from './enrol.ts'
import { devicesOf, endDevice, endIfOver, findDevice } from './register.ts'
import { deviceShape, showDevice } from './show.ts'

export function deviceRoutes(context: PortalContext): Route[] {
  return [
    ...enrolmentRoutes(context),
    personal('GET /api/devices/v1', {
      summary: 'Enrolled devices, newest first, with those that ended',
      answers: { 200: z.array(deviceShape) },
      handle: async ({ session }) => {
        for (const device of devicesOf(context, session.person)) await endIfOver(context, device)
        return json(devicesOf(context, session.person).map((device) => showDevice(device, session)))
      },
    }),
    personal('DELETE /api/devices/v1/:id', {
      summary: 'End the enrolment of a device, and its sessions with it',
      answers: { 204: null },
      handle: ({ session, params }) => end(context, params['id'] ?? '', session.person),
    }),
    open('DELETE /practice/devices/:id', {
      summary: 'The portal ends the enrolment of a device',
      security: 'control',
      answers: { 204: null },
      handle: ({ params }) => end(context, params['id'] ?? '', undefined),
    }),
  ]
}

/** @param person whose it must be; undefined: anybody’s @throws not_found */
function end(context: PortalContext, id: string, person: string | undefined): Response {
  const device = findDevice(context, id)
  if (device === undefined || (person !== undefined && device.person !== person)) throw new Problem('not_found')
  endDevice(context, id, 'revoked')
  recordHistory(context, device.person, 'device_ended')
  return empty()
}
