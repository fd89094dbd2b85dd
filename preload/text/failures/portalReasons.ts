// What a portal says no for: its own codes, and what a person can do about each.

/** Of a profile that nobody filled in, a person is told these many slots by name. */
export const shownSlots = 3
export const some = (names: readonly string[], between: string): string => names.slice(0, shownSlots).join(between)

/** What to do: wait, begin anew, mend what was typed, go to the town office … */
export type Remedy = 'again' | 'later' | 'office' | 'log in' | 'card' | 'look' | 'mend' | 'mandate' | 'ask'

/** [sentence, remedy] */
export type PortalReasons = Readonly<Record<string, readonly [string, Remedy]>>
