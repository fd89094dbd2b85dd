// Looking for procedures at the portal. What it told last, and the procedures that were opened last, stay readable in the drawer.
import type { Procedure, ProcedureList, ProcedureSearch } from '../../preload/shapes/procedures.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { type CopyOf, ofKind, type PortalCopy } from '../drawer/portalCopy.ts'
import { WalletError } from '../failure.ts'
import { fetchProcedure, searchProcedures } from '../portal/procedures.ts'
import type { Ports } from '../ports.ts'
import { municipalityOf } from '../procedures/municipalities.ts'
import type { AtPortal } from './portalSession.ts'

/** So many opened procedures are kept; the one that was asked for longest ago goes first. */
const mostKept = 40
const lastSearch = 'last'

/** Nobody has to be logged in. @throws portal.* */
export async function findProcedures(
  { fetch, now }: Pick<Ports, 'fetch' | 'now'>,
  { drawer, profile }: AtPortal,
  asked: ProcedureSearch,
): Promise<ProcedureList> {
  const found = await searchProcedures(fetch, profile, asked)
  const place = asked.municipality === undefined ? undefined : municipalityOf(asked.municipality)
  const list: ProcedureList = {
    asked,
    ...(place === undefined ? {} : { place }),
    found,
    asOf: now().toISOString(),
  }
  await keep(drawer, { portal: profile.id, kind: 'procedureSearch', id: lastSearch, content: list })
  return list
}

/** The last search with what was found, as it was told then. */
export async function lastFound(drawer: Drawer): Promise<ProcedureList | undefined> {
  const lists = ofKind(await drawer.copies('procedureSearch'), 'procedureSearch').map(({ content }) => content)
  return newest(lists)
}

/** @throws procedure.notFound, portal.* */
export async function openProcedure(
  { fetch, now }: Pick<Ports, 'fetch' | 'now'>,
  { drawer, profile }: AtPortal,
  id: string,
): Promise<Procedure> {
  const { procedure } = await fetchProcedure(fetch, profile, id, now())
  await keep(drawer, { portal: profile.id, kind: 'procedure', id, content: procedure })
  await dropOldest(drawer)
  return procedure
}

/** As the portal told it last; undefined where it was never opened. */
export async function keptProcedure(drawer: Drawer, id: string): Promise<Procedure | undefined> {
  const copies = ofKind(await drawer.copies('procedure'), 'procedure')
  return newest(copies.filter((copy) => copy.id === id).map(({ content }) => content))
}

/** Somebody who may only look into this drawer leaves nothing in it, and may search all the same. */
async function keep(drawer: Drawer, copy: PortalCopy): Promise<void> {
  try {
    await drawer.keepCopies([copy])
  } catch (error) {
    if (!(error instanceof WalletError && error.failure.code === 'mandate.outOfScope')) throw error
  }
}

async function dropOldest(drawer: Drawer): Promise<void> {
  const kept = ofKind(await drawer.copies('procedure'), 'procedure')
  const old = kept.toSorted((left: CopyOf<'procedure'>, right) => right.content.asOf.localeCompare(left.content.asOf))
  for (const { portal, kind, id } of old.slice(mostKept)) await drawer.dropCopy(portal, kind, id)
}

const newest = <T extends { asOf: string }>(told: readonly T[]): T | undefined =>
  told.toSorted((left, right) => right.asOf.localeCompare(left.asOf))[0]
