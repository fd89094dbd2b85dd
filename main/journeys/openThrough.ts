// Opening somebody else's drawer with the key that lies in one's own: the way of every agent, and what is done at once in there.
import type { OpenPerson } from '../desk.ts'
import { shut } from '../desk.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { readHousehold } from '../household/household.ts'
import { householdSecret } from '../household/householdSecret.ts'
import type { HouseholdSetting } from './household.ts'
import { openWith } from './openWith.ts'

type Setting = Pick<HouseholdSetting, 'ports' | 'trust'>

/** The principal's drawer, open in a process of its own, and the entry in the agent's ledger that is to be finished. */
export interface Through {
  readonly opened: OpenPerson
  readonly ledgerId: string
}

/**
 * Opens it while the agent's own drawer stays open. The agent's ledger says that it was tried before it is, and how it went.
 * A key that opens nothing any more is forgotten.
 * @throws mandate.unknown, mandate.ended, drawer.*, keychain.unavailable
 */
export async function openThrough(setting: Setting, agent: OpenPerson, id: string): Promise<Through> {
  const { ports } = setting
  const at = ports.now().toISOString()
  const { held, key, ledgerId } = await agent.drawer.beginActing(id, at)
  try {
    const person = await personOf({ ports }, held.principal.drawerId, held.slotId)
    const householdKey = await householdSecret(ports.home, ports.keychain)
    try {
      const { drawerId } = held.principal
      const door = { ...person, drawerId, by: 'mandate' } as const
      const opened = await openWith(setting, door, {
        kind: 'mandate',
        key,
        householdSecret: householdKey,
        slotId: held.slotId,
      })
      const { personId, name } = agent
      return { opened: { ...opened, actor: { personId, name, basis: held.basis, mandateId: id } }, ledgerId }
    } finally {
      householdKey.fill(0)
    }
  } catch (error) {
    await finishFailed(agent.drawer, ledgerId, error)
    if (isGone(error)) {
      await agent.drawer.dropHeldMandate(id, 'keyGone', at)
      fail({ code: 'mandate.ended' })
    }
    throw error
  } finally {
    key.fill(0)
  }
}

/** The same for one thing that is done in there; it is shut again whatever happens. */
export async function onceThrough<T>(
  setting: Setting,
  agent: OpenPerson,
  id: string,
  work: (drawer: Drawer, person: Pick<OpenPerson, 'personId' | 'name'>) => Promise<T>,
): Promise<T> {
  const { opened, ledgerId } = await openThrough(setting, agent, id)
  try {
    const result = await work(opened.drawer, opened)
    await agent.drawer.finish(ledgerId, 'done')
    return result
  } catch (error) {
    await finishFailed(agent.drawer, ledgerId, error)
    throw error
  } finally {
    await shut(opened)
  }
}

export async function finishFailed(drawer: Drawer, ledgerId: string, error: unknown): Promise<void> {
  await drawer.finish(ledgerId, 'failed', error instanceof WalletError ? error.failure.code : 'app.unexpected')
}

/** Whose drawer it is. A slot that is no longer in its header was taken away, or the person has left. */
async function personOf({ ports }: Pick<Setting, 'ports'>, drawerId: string, slotId: string) {
  const { people, without } = await readHousehold(ports.home, ports.keychain)
  if (without !== undefined) return fail({ code: without })
  const found = people.find((person) => person.drawerId === drawerId) ?? fail({ code: 'drawer.noSuchSlot' })
  if ('failure' in found.drawer) return fail(found.drawer.failure)
  if (!found.drawer.header.slots.some(({ id }) => id === slotId)) fail({ code: 'drawer.noSuchSlot' })
  return { personId: found.id, name: found.name }
}

const isGone = (error: unknown): boolean =>
  error instanceof WalletError && ['drawer.noSuchSlot', 'mandate.ended'].includes(error.failure.code)
