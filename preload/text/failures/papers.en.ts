import type { PaperTexts } from './areas.ts'

export const papers: PaperTexts = {
  'paper.notFound': {
    title: 'This document is not there any more',
    what: 'It was removed from the drawer.',
    remedy: 'See which documents there are now under “Records”.',
  },
}
