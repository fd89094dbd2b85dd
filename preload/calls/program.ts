// The program itself: its settings, what is wrong with this PC, the work that runs, and the practice tools.
import { z } from 'zod'
import { language } from '../shapes/common.ts'
import { diagnosis } from '../shapes/doctor.ts'
import { practiceCard, practiceState } from '../shapes/practice.ts'
import { settings, theme } from '../shapes/settings.ts'
import { call, done, event, id, link, nothing } from './call.ts'

export const settingsCalls = {
  read: call(nothing, settings),
  write: call(
    z.object({ language: language.optional(), theme: theme.optional(), furigana: z.boolean().optional() }),
    settings,
  ),
  changed: event(settings),
} as const

export const doctorCalls = {
  examine: call(nothing, z.array(diagnosis)),
  /** Does what the button of that finding says, and looks again. */
  fix: call(z.object({ code: z.string().max(60) }), z.array(diagnosis)),
  /** Text for support, without personal data, as it would be saved. */
  bundle: call(nothing, z.object({ text: z.string() })),
  /** Saves exactly what was shown last; null when the person chose no place. */
  saveBundle: call(nothing, z.object({ savedAs: z.string() }).nullable()),
} as const

/** Ends what runs and waits for the person, such as a card reading. */
export const workCalls = {
  cancel: call(nothing, done),
  progress: event(z.object({ step: z.string(), percent: z.int().min(0).max(100).optional() }).nullable()),
} as const

export const practiceCalls = {
  read: call(nothing, practiceState),
  changed: event(practiceState),
  insertCard: call(z.object({ reader: id, personId: id, kind: practiceCard.optional() }), practiceState),
  removeCard: call(z.object({ reader: id }), practiceState),
  startPortal: call(nothing, practiceState),
  stopPortal: call(nothing, practiceState),
  /** Opens the page behind a QR code in a window that plays the phone. */
  openPhone: call(z.object({ address: z.url().max(500) }), done),
  /** As if the person stood at that desk: answers the link of a new request. */
  ask: call(z.object({ verifier: z.enum(['portal', 'clinic', 'rental']) }), z.object({ link })),
} as const
