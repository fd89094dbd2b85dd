// Everybody leaves: the PC is given away.
import type { LeavingReport } from '../../preload/shapes/leaving.ts'
import { disposalWord } from '../../preload/text/leavingWords.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail } from '../failure.ts'
import { realmHome } from '../home.ts'
import { readHousehold } from '../household/household.ts'
import { beginDisposal, drawersOf, finishSecrets, planDisposal, removeFiles } from '../leaving/disposal.ts'
import { isHeld } from '../leaving/held.ts'
import { otherWindow } from '../leaving/otherWindow.ts'
import { pcReport } from '../leaving/report.ts'
import type { Ports } from '../ports.ts'
import { sameName } from './household.ts'

export interface DisposalSetting {
  readonly ports: Ports
  readonly trust: Trust
  readonly tefudaHome: string
  /** Practice's keyring beside the drawers: what real drawers keep in the system's is then out of reach. */
  readonly keychain: 'system' | 'private' | 'unavailable'
  readonly settled: () => Promise<void>
  /** Ends what else writes into that folder. */
  readonly endOthers: () => Promise<void>
  /** A practice world that lies outside of it; undefined where there is none. */
  readonly practiceElsewhere: string | undefined
}

/**
 * Takes everything away. The open drawer is shut already. What the running program has open goes at its end.
 *
 * @throws leaving.stillOpen; then nothing was taken away
 */
export async function disposeOfPc(setting: DisposalSetting): Promise<LeavingReport> {
  const { ports, trust, tefudaHome } = setting
  const held = await Promise.all(
    (['practice', 'real'] as const).map(async (realm) => {
      const home = realmHome(tefudaHome, realm)
      const ids = await drawersOf(home)
      return Promise.all(ids.map((id) => isHeld(ports, trust, home, id)))
    }),
  )
  if (held.flat().includes(true) || (await otherWindow(tefudaHome))) fail({ code: 'leaving.stillOpen' })
  const { people } = await readHousehold(ports.home, ports.keychain)
  await setting.settled()
  const plan = await planDisposal(tefudaHome)
  const realDrawers = await drawersOf(realmHome(tefudaHome, 'real'))
  await beginDisposal(tefudaHome, plan)
  await setting.endOthers()
  const files = await removeFiles(tefudaHome)
  const secretsLeft = await finishSecrets(tefudaHome, ports.keychain, plan.names)
  const beyond = trust.realm === 'practice' && setting.keychain === 'private' && realDrawers.length > 0
  return pcReport(ports.now().toISOString(), {
    drawers: plan.drawers,
    people: people.length,
    secrets: plan.names.length - secretsLeft.length,
    practice: files.practice,
    files: files.left,
    practiceElsewhere: setting.practiceElsewhere === undefined ? [] : [setting.practiceElsewhere],
    keychain: secretsLeft.length > 0 || beyond,
  })
}

/** @throws leaving.notConfirmed */
export function confirmedDisposal(typed: string): void {
  if (!Object.values(disposalWord).some((word) => sameName(word.toLowerCase(), typed.toLowerCase())))
    fail({ code: 'leaving.notConfirmed' })
}
