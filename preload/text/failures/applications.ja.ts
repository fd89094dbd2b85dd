import type { ApplicationTexts } from './areas.ts'

export const applications: ApplicationTexts = {
  'draft.notFound': {
    title: 'この{下書|したが}きはもうありません',
    what: '{送|おく}られたか、{取|と}り{除|のぞ}かれています。',
    remedy: '「{申請|しんせい}」の{画面|がめん}で、{申請|しんせい}のようすを{確|たし}かめてください。',
  },
  'procedure.notFound': {
    title: 'この{手続|てつづ}きはポータルにありません',
    what: 'ポータルから{取|と}り{下|さ}げられたか、{名前|なまえ}が{変|か}わっています。',
    remedy: '「{手続|てつづ}き」の{画面|がめん}で、もう{一度|いちど}さがしてください。',
  },
  'draft.tooMany': {
    title: '{下書|したが}きが{多|おお}すぎます',
    what: '{下書|したが}きは100{件|けん}まで{置|お}けます。',
    remedy: 'いらない{下書|したが}きを{取|と}り{除|のぞ}いてから、もう{一度|いちど}お{試|ため}しください。',
  },
}
