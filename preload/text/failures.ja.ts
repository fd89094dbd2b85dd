import { applications } from './failures/applications.ja.ts'
import { backup } from './failures/backup.ja.ts'
import { card } from './failures/card.ja.ts'
import { documents } from './failures/documents.ja.ts'
import { drawer } from './failures/drawer.ja.ts'
import { leaving } from './failures/leaving.ja.ts'
import { mandates } from './failures/mandates.ja.ts'
import { papers } from './failures/papers.ja.ts'
import { people } from './failures/people.ja.ts'
import { pins } from './failures/pins.ja.ts'
import { portal } from './failures/portal.ja.ts'
import { program } from './failures/program.ja.ts'
import { receiving } from './failures/receiving.ja.ts'
import { recovery } from './failures/recovery.ja.ts'
import { sharing } from './failures/sharing.ja.ts'
import type { FailureTexts } from './failureText.ts'

export const ja: FailureTexts = {
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
