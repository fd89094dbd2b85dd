import { applications } from './failures/applications.en.ts'
import { backup } from './failures/backup.en.ts'
import { card } from './failures/card.en.ts'
import { documents } from './failures/documents.en.ts'
import { drawer } from './failures/drawer.en.ts'
import { leaving } from './failures/leaving.en.ts'
import { mandates } from './failures/mandates.en.ts'
import { papers } from './failures/papers.en.ts'
import { people } from './failures/people.en.ts'
import { pins } from './failures/pins.en.ts'
import { portal } from './failures/portal.en.ts'
import { program } from './failures/program.en.ts'
import { receiving } from './failures/receiving.en.ts'
import { recovery } from './failures/recovery.en.ts'
import { sharing } from './failures/sharing.en.ts'
import type { FailureTexts } from './failureText.ts'

export const en: FailureTexts = {
  ...card,
  ...pins,
  ...portal,
  ...receiving,
  ...sharing,
  ...drawer,
  ...recovery,
  ...papers,
  ...people,
  ...mandates,
  ...applications,
  ...backup,
  ...leaving,
  ...documents,
  ...program,
}
