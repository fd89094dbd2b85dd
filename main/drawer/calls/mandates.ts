import type { MandatesInside } from '../../mandates/drawerMandates.ts'
import type { MandateCalls } from '../contract/mandates.ts'
import type { Inside } from './inside.ts'

/** What mandates do in a drawer (main/mandates), each as a call that goes through what every call goes through. */
export const mandateCalls = ({ run, wiping }: Inside, mandates: MandatesInside): MandateCalls => ({
  standing: (at) => run(() => mandates.standing(at)),
  mayAct: (act, at) => run(() => mandates.mayAct(act, at)),
  mandates: (at) => run(() => mandates.mandates(at)),
  giveMandate: (input) => wiping([input.householdSecret], () => mandates.giveMandate(input)),
  endMandate: (id, at) => run(() => mandates.endMandate(id, at)),
  holdMandate: (given, at) => wiping([given.key], () => mandates.holdMandate(given, at)),
  dropHeldMandate: (id, why, at) => run(() => mandates.dropHeldMandate(id, why, at)),
  beginActing: (id, at) => run(() => mandates.beginActing(id, at)),
  handOver: (own, recovery, at) => wiping([own, recovery], () => mandates.handOver(own, recovery, at)),
})
