// Where the person is: where they went themselves, and where an arriving link or a drawer that opens or locks takes them.
import { useCallback, useEffect, useState } from 'react'
import type { Household } from '../../preload/shapes/people.ts'
import type { Settings } from '../../preload/shapes/settings.ts'
import { type Go, needsDrawer, type Screen, screenForLink } from '../screen.ts'

interface Where {
  readonly screen: Screen
  readonly go: Go
  /** A link has arrived and waits for a drawer that is open. */
  readonly linkWaits: boolean
}

export function useScreen(settings: Settings, household: Household): Where {
  const [wanted, go] = useState<Screen>(() => firstScreen(settings, household))
  const [linkWaits, setLinkWaits] = useState(false)
  const openId = household.open?.personId

  // What was erased is told also where the page was renewed for it.
  useEffect(() => {
    void window.wallet.leaving.report().then((told) => {
      if (!told.ok || told.value !== null) go({ name: 'leaving' })
    })
  }, [])

  // A link waits in main until a drawer is open; reading it takes it up.
  const takeLink = useCallback(async () => {
    const outcome = await window.wallet.links.take()
    setLinkWaits(false)
    const next = outcome.ok && outcome.value !== null ? screenForLink(outcome.value.link) : undefined
    if (next !== undefined) go(next)
  }, [])
  useEffect(() => window.wallet.links.arrived(() => setLinkWaits(true)), [])
  useEffect(() => {
    if (openId === undefined) {
      go((before) => (needsDrawer(before) ? { name: 'family' } : before))
      return
    }
    go((before) => (before.name === 'start' || before.name === 'family' ? { name: 'home' } : before))
    void takeLink()
  }, [openId, takeLink])
  useEffect(() => {
    if (linkWaits && openId !== undefined) void takeLink()
  }, [linkWaits, openId, takeLink])

  // What lies in a drawer is never shown without it, whatever the screen was when it locked.
  const open = household.people.some(({ id }) => id === openId)
  if (!open && needsDrawer(wanted))
    return { screen: { name: household.people.length === 0 ? 'start' : 'family' }, go, linkWaits }
  return { screen: wanted, go, linkWaits }
}

function firstScreen(settings: Settings, household: Household): Screen {
  if (household.open !== null) return { name: 'home' }
  return settings.language === undefined || household.people.length === 0 ? { name: 'start' } : { name: 'family' }
}
