import type { PortalCalls } from '../contract/portal.ts'
import { portalSession } from '../portalSession.ts'
import type { Inside } from './inside.ts'

export function portalCalls({ file, run, wiping }: Inside): PortalCalls {
  const session = portalSession()
  return {
    beginSession: () => run(() => session.begin()),
    saveToken: (token) => run(() => session.save(token)),
    token: () => run(() => session.read()),
    clearToken: () => run(() => session.clear()),
    prove: (claims) => run(() => session.prove(claims)),

    beginEnrolment: (origin, secret) => wiping([secret], () => file.stores.enrolments.begin(origin, secret)),
    finishEnrolment: (enrolment) => run(() => file.stores.enrolments.finish(enrolment)),
    enrolment: (origin) => run(() => file.stores.enrolments.read(origin)),
    signEnrolled: (origin, secret, header, payload) =>
      wiping([secret], () => file.stores.enrolments.sign(origin, secret, header, payload)),
    dropEnrolment: (origin) => run(() => file.stores.enrolments.remove(origin)),
  }
}
