// What a portal says no for: its own codes, and what a person can do about each.

/** What to do: wait, begin anew, mend what was typed, go to the town office … */
export type Remedy = 'again' | 'later' | 'office' | 'log in' | 'card' | 'look' | 'mend' | 'mandate' | 'ask'

/** [sentence, remedy] */
export type PortalReasons = Readonly<Record<string, readonly [string, Remedy]>>
