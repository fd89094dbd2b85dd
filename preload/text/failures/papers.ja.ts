import type { PaperTexts } from './areas.ts'

export const papers: PaperTexts = {
  'paper.notFound': {
    title: 'この{書類|しょるい}はもうありません',
    what: '{引|ひ}き{出|だ}しから{取|と}り{除|のぞ}かれています。',
    remedy: '「{記録|きろく}」の{画面|がめん}で、いまある{書類|しょるい}を{見|み}てください。',
  },
}
