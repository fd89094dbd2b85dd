// Plays everything that a person does, in the real program over real PC/SC, mostly by keyboard: the proof and the slide show.
import { join } from 'node:path'
import { atThePortal } from './atThePortal.ts'
import { careForCard } from './careForCard.ts'
import { comeBack } from './comeBack.ts'
import { firstStart } from './firstStart.ts'
import { guided, StepFailed } from './guide.ts'
import { logInByCard } from './logInByCard.ts'
import { lookOffline } from './lookOffline.ts'
import { receiveBoth } from './receiveBoth.ts'
import { secondPerson } from './secondPerson.ts'
import { shareChosen } from './shareChosen.ts'
import { signDocument } from './signDocument.ts'

const folder = join(import.meta.dirname, '..', '..', 'out', 'tour')
const began = Date.now()
try {
  const steps = await guided(folder, async (guide) => {
    const paper = await firstStart(guide)
    await logInByCard(guide, paper)
    await receiveBoth(guide)
    await shareChosen(guide)
    await atThePortal(guide)
    await careForCard(guide)
    await signDocument(guide)
    await lookOffline(guide)
    await secondPerson(guide)
    await comeBack(guide, paper)
  })
  console.log(`${steps} steps did what they say, in ${Math.round((Date.now() - began) / 1000)} s; pictures in out/tour`)
} catch (error) {
  if (!(error instanceof StepFailed)) console.error(error)
  process.exitCode = 1
}
