// Why a new PIN would be guessed: said in the small window, at the command line, and where a change failed by it.
import type { WeakPin } from '../secretContract.ts'

/** Sentences may carry readings, see ruby.ts. */
export const weakPins: Readonly<Record<'ja' | 'en', Readonly<Record<WeakPin, string>>>> = {
  ja: {
    same: 'いまの{暗証番号|あんしょうばんごう}と{同|おな}じです。',
    birthday:
      '{誕生日|たんじょうび}から{作|つく}られています。カードを{拾|ひろ}った{人|ひと}に、まっさきに{試|ため}されます。',
    year: '{年|とし}のように{見|み}えます。{生|う}まれた{年|とし}などは{当|あ}てられやすいです。',
    run: '1234 や ABCD のような{順番|じゅんばん}の{並|なら}びです。',
    repeated: '{同|おな}じ{文字|もじ}のくり{返|かえ}しです。',
    keyboard: 'キーの{並|なら}びそのままです。',
    common: 'よく{使|つか}われる{言葉|ことば}です。',
    name: '{名前|なまえ}が{入|はい}っています。',
  },
  en: {
    same: 'That is the present PIN.',
    birthday: 'It is made of a birthday: the first thing that a finder of the card would try.',
    year: 'It looks like a year. Years of birth are guessed easily.',
    run: 'It is a run like 1234 or ABCD.',
    repeated: 'It repeats the same characters.',
    keyboard: 'It follows the keys of a keyboard.',
    common: 'It is a word that many people use.',
    name: 'A name is in it.',
  },
}
