// Asks the open drawer before a person or a card is asked: nobody types a PIN for what will be refused. The drawer asks
// again when it is done; see scope.ts.
import type { Handlers } from '../../preload/contract.ts'
import type { LedgerEntry } from '../../preload/shapes/ledger.ts'
import type { Desk } from '../desk.ts'

type Act = LedgerEntry['act']

/** Asks for one act where somebody acts in the open drawer. @throws mandate.outOfScope, mandate.childAlone, mandate.ended */
export async function mustBeWithin(desk: Pick<Desk, 'read'>, act: Act, at: string): Promise<void> {
  const open = desk.read()
  if (open?.actor !== undefined) await open.drawer.mayAct(act, at)
}

/** The same handlers, each asking first for the act that it begins. */
export function withinScope(handlers: Handlers, desk: Pick<Desk, 'read'>, at: () => string): Handlers {
  const asking =
    <I, O>(act: Act, handle: (input: I) => Promise<O>) =>
    async (input: I): Promise<O> => {
      await mustBeWithin(desk, act, at())
      return handle(input)
    }
  const {
    session,
    payments,
    share,
    receive,
    household,
    pins,
    documents,
    certificates,
    backup,
    portalMandates,
    selfInfo,
  } = handlers
  return {
    ...handlers,
    session: {
      ...session,
      logIn: asking('logIn', session.logIn),
      logInByPc: asking('logIn', session.logInByPc),
      beginPhone: asking('logIn', session.beginPhone),
      enrolPc: asking('enrolPc', session.enrolPc),
      endEnrolment: asking('endEnrolment', session.endEnrolment),
    },
    payments: { ...payments, pay: asking('pay', payments.pay) },
    share: { ...share, open: asking('share', share.open), send: asking('share', share.send) },
    receive: { ...receive, open: asking('receive', receive.open), accept: asking('receive', receive.accept) },
    household: {
      ...household,
      bindCard: asking('cardBinding', household.bindCard),
      forgetCards: asking('cardBinding', household.forgetCards),
    },
    pins: { ...pins, change: asking('pinChange', pins.change) },
    documents: { ...documents, sign: asking('sign', documents.sign) },
    certificates: { ...certificates, keep: asking('receive', certificates.keep) },
    backup: { ...backup, make: asking('backup', backup.make) },
    portalMandates: {
      ...portalMandates,
      register: asking('portalMandate', portalMandates.register),
      end: asking('portalMandate', portalMandates.end),
    },
    selfInfo: {
      ...selfInfo,
      ask: asking('selfInfo', selfInfo.ask),
      compare: asking('selfInfo', selfInfo.compare),
    },
  }
}
