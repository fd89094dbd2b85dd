// A drawer that was opened through a mandate: every call is asked for before it is done, and every entry of the ledger too.
import { z } from 'zod'
import { ledgerEntry } from '../../preload/shapes/ledger.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { actNeeds, callNeeds, type Need } from './scope.ts'

const instant = z.iso.datetime()
const entry = ledgerEntry.pick({ act: true, outcome: true })

/** @param ask throws when it is not allowed @param saw told the times that main names */
export function guardedDrawer(drawer: Drawer, ask: (need: Need) => void, saw: (at: string) => void): Drawer {
  return new Proxy(drawer, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function') return call
      return async (...input: unknown[]): Promise<unknown> => {
        for (const at of timesIn(input)) saw(at)
        ask(needOf(name, input))
        return call(...input)
      }
    },
  })
}

/** A call that is not on the list is the owner's. */
function needOf(name: string | symbol, [first]: readonly unknown[]): Need {
  if (name === 'record') {
    const { data } = entry.safeParse(first)
    if (data === undefined) return 'owner'
    return data.outcome === 'started' || data.outcome === 'done' ? actNeeds[data.act] : 'always'
  }
  const known = Object.entries(callNeeds).find(([call]) => call === name)
  return known?.[1] ?? 'owner'
}

const withTime = z.looseObject({ at: instant })

const timesIn = (input: readonly unknown[]): string[] =>
  input.flatMap((one) => instant.safeParse(one).data ?? withTime.safeParse(one).data?.at ?? [])
