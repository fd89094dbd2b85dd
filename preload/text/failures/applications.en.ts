import type { ApplicationTexts } from './areas.ts'

export const applications: ApplicationTexts = {
  'draft.notFound': {
    title: 'This draft is not there any more',
    what: 'It was sent, or removed.',
    remedy: 'Look at how your applications stand under “Applications”.',
  },
  'procedure.notFound': {
    title: 'The portal has no such procedure',
    what: 'It was taken away there, or has another name now.',
    remedy: 'Search for it again under “Procedures”.',
  },
  'draft.tooMany': {
    title: 'There are too many drafts',
    what: 'A drawer keeps up to 100 drafts.',
    remedy: 'Remove drafts that you do not need, and try again.',
  },
}
