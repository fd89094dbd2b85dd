import type { ProgramTexts } from './areas.ts'

export const program: ProgramTexts = {
  'practice.only': {
    title: 'Only in practice mode',
    what: 'This cannot be done in the real wallet.',
    remedy: 'Switch to practice mode.',
  },
  'app.cancelled': {
    title: 'Stopped',
    what: 'You stopped, so nothing was done.',
    remedy: 'Start again whenever you like.',
  },
  'app.busy': {
    title: 'Something else is under way',
    what: 'Tefuda does one thing at a time, so that nothing gets mixed up.',
    remedy: 'Finish or stop what is running, then try again.',
  },
  'app.refusedCall': {
    title: 'Something went wrong inside Tefuda',
    what: 'An instruction from the screen did not follow the rules and was not carried out.',
    remedy: 'Restart Tefuda.',
  },
  'app.unexpected': ({ incident }) => ({
    title: 'Something unexpected happened',
    what: `This was not finished. Incident number: ${incident}`,
    remedy: 'Try again. If it goes on, report it with this number.',
  }),
}
