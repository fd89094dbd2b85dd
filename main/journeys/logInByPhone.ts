// Log-in by phone: this PC shows a QR code, the phone shows a number, and the number is typed here.
import type { Session, PhoneLogIn as Shown } from '../../preload/shapes/session.ts'
import { fail, WalletError } from '../failure.ts'
import { boundFetch } from '../portal/boundFetch.ts'
import { askPhoneLogIn, type PhoneLogIn, startPhoneLogIn } from '../portal/phoneLogIn.ts'
import { type AtPortal, beginSession, type PortalPorts, portalClient, sessionOf } from './portalSession.ts'
import { recorded } from './recorded.ts'

export interface PhoneLogIns {
  /** Begins one, in place of any before, and tells how far the phone is until it is over. @throws portal.* */
  begin(at: AtPortal, pcName: string): Promise<Shown>
  /** @throws pending.gone, phoneLogIn.*, portal.* */
  finish(number: string, language: 'ja' | 'en'): Promise<Session>
  stop(): void
}

interface Running extends AtPortal {
  readonly logIn: PhoneLogIn
  shown: Shown
  timer?: NodeJS.Timeout
}

/** @param tell told at every change */
export function createPhoneLogIns(ports: PortalPorts, tell: (shown: Shown) => void): PhoneLogIns {
  let running: Running | undefined

  const stop = (): void => {
    clearTimeout(running?.timer)
    running = undefined
  }
  const change = (of: Running, state: Shown['state']): void => {
    if (running !== of || of.shown.state === state) return
    of.shown = { ...of.shown, state }
    tell(of.shown)
  }
  const askLater = (of: Running): void => {
    of.timer = setTimeout(() => void ask(of), of.logIn.intervalMs)
  }
  async function ask(of: Running): Promise<void> {
    try {
      const answer = await askPhoneLogIn(boundFetch(ports, of.drawer), of.profile, of.logIn)
      if ('state' in answer) change(of, answer.state)
    } catch (error) {
      const over = endOf(error)
      // Anything else may pass; the minute ends it in any case.
      if (over !== undefined) return change(of, over)
    }
    if (running === of && of.shown.state !== 'confirmed') askLater(of)
  }

  return {
    async begin(at, pcName) {
      stop()
      await at.drawer.beginSession()
      const logIn = await startPhoneLogIn(boundFetch(ports, at.drawer), at.profile, pcName, ports.now())
      const { address, expiresAt } = logIn
      const begun: Running = { ...at, logIn, shown: { address, expiresAt, state: 'waiting' } }
      running = begun
      askLater(begun)
      return begun.shown
    },
    async finish(number, language) {
      const of = running ?? fail({ code: 'pending.gone' })
      try {
        const session = await finishLogIn(ports, of, number, language)
        stop()
        return session
      } catch (error) {
        const over = endOf(error)
        if (over !== undefined) change(of, over)
        throw error
      }
    },
    stop,
  }
}

async function finishLogIn(ports: PortalPorts, of: Running, number: string, language: 'ja' | 'en'): Promise<Session> {
  const { drawer, profile, logIn } = of
  const entry = {
    at: ports.now().toISOString(),
    act: 'logIn',
    party: profile.label[language],
    items: [] as [],
  } as const
  const { result } = await recorded(drawer, entry, async () => {
    const answer = await askPhoneLogIn(boundFetch(ports, drawer), profile, logIn, number)
    const code = 'code' in answer ? answer.code : fail({ code: 'phoneLogIn.codeWrong' })
    const client = await portalClient(ports, profile)
    return beginSession(ports, { drawer, profile }, { code, codeVerifier: logIn.codeVerifier }, { by: 'phone', client })
  })
  return sessionOf(result, profile, language)
}

function endOf(error: unknown): 'over' | 'denied' | undefined {
  if (!(error instanceof WalletError)) return undefined
  const { code } = error.failure
  return code === 'phoneLogIn.over' ? 'over' : code === 'phoneLogIn.denied' ? 'denied' : undefined
}
