// What the command line says about keys and about recovery by the family.
import type { DoorNotice, Key } from '../../../preload/shapes/keys.ts'
import type { FamilyRecovery } from '../../../preload/shapes/recovery.ts'

const day = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'Asia/Tokyo' }).format(new Date(instant))

interface KeyWords {
  readonly kinds: Readonly<Record<Key['kind'] | 'phone', string>>
  since(day: string): string
  used(day: string | undefined): string
  wrongTries(count: number): string
  familyUsed(day: string): string
  readonly oldCode: string
  noSuch(which: string): string
  several(which: string): string
  readonly isOff: string
  isOn(day: string): string
  readonly ownPaper: string
  onPaper(name: string): string
  inDrawer(name: string): string
  readonly warning: string
  readonly off: string
  readonly used2: string
}

const en: KeyWords = {
  kinds: {
    card: 'card',
    phone: 'phone',
    passphrase: 'passphrase',
    recovery: 'recovery code',
    mandate: 'who acts for them',
    family: 'the family',
  },
  since: (when) => `since ${when}`,
  used: (when) => (when === undefined ? 'not used yet' : `last used ${when}`),
  wrongTries: (count) => `Before this drawer was opened again, ${count} wrong passphrases, codes or shares were typed.`,
  familyUsed: (when) => `On ${when} this drawer was opened by recovery by the family.`,
  oldCode: 'The old recovery code opens only backups and copies that were made before. Throw older sheets away.',
  noSuch: (which) => `there is no key "${which}"`,
  several: (which) => `there are several keys "${which}"; name one by its id`,
  isOff: 'Recovery by the family is off.',
  isOn: (when) => `Recovery by the family is on since ${when}. Any two of these together open the drawer:`,
  ownPaper: 'on paper with you',
  onPaper: (name) => `on paper: ${name}`,
  inDrawer: (name) => `in the drawer of ${name}`,
  warning:
    'Any two of the three holders together can open everything in this drawer, at any time and without asking you. You are told, but only after. Leave it off where somebody at home controls others, or choose somebody outside.',
  off: 'Recovery by the family is off. All shares open nothing any more.',
  used2:
    'The drawer is open. Recovery by the family is off now; older recovery codes and shares open nothing any more.',
}

const ja: KeyWords = {
  kinds: {
    card: 'カード',
    phone: 'スマートフォン',
    passphrase: '合言葉',
    recovery: '復旧コード',
    mandate: '代理の人',
    family: '家族',
  },
  since: (when) => `${when} から`,
  used: (when) => (when === undefined ? 'まだ使っていません' : `最後に使った日 ${when}`),
  wrongTries: (count) => `前回から ${count} 回、まちがった合言葉・コード・かけらが入力されました。`,
  familyUsed: (when) => `${when} に、家族による復旧でこの引き出しが開けられました。`,
  oldCode: '古い復旧コードで開くのは、前に作ったバックアップと写しだけです。古い紙は捨ててください。',
  noSuch: (which) => `「${which}」という鍵はありません`,
  several: (which) => `「${which}」の鍵はいくつかあります。id で選んでください`,
  isOff: '家族による復旧は使っていません。',
  isOn: (when) => `${when} から、家族による復旧を使っています。次のうち2つがそろうと、引き出しが開きます。`,
  ownPaper: '手元の紙',
  onPaper: (name) => `紙: ${name}`,
  inDrawer: (name) => `${name} さんの引き出しの中`,
  warning:
    '3つのうち2つがそろえば、いつでも、断りなく、この引き出しの中をすべて見られます。使われたことは、あとで知らされるだけです。家の中に人を思いどおりにしようとする人がいるときは、使わないか、家の外の人を選んでください。',
  off: '家族による復旧を切りました。かけらでは、もう開きません。',
  used2: '引き出しを開けました。家族による復旧は切れています。前の復旧コードとかけらでは、もう開きません。',
}

/** Lines of the command line, in one of its languages. */
export function keyWords(language: 'ja' | 'en') {
  const words = language === 'ja' ? ja : en
  const holder = (name: string, way: 'paper' | 'drawer'): string =>
    name === '' ? words.ownPaper : way === 'paper' ? words.onPaper(name) : words.inDrawer(name)
  return {
    line: ({ id, kind, medium, createdAt, usedAt }: Key): string => {
      const name = words.kinds[kind === 'card' && medium === 'phone' ? 'phone' : kind]
      const used = words.used(usedAt === undefined ? undefined : day(usedAt))
      return `${id}  ${name}  ${words.since(day(createdAt))}  ${used}`
    },
    notice: ({ kind, at, count = 0 }: DoorNotice): string =>
      kind === 'wrongTries' ? words.wrongTries(count) : words.familyUsed(day(at)),
    family: (status: FamilyRecovery): string[] =>
      status === null
        ? [words.isOff]
        : [words.isOn(day(status.since)), ...status.holders.map(({ name, way }) => `  ${holder(name, way)}`)],
    share: (name: string): string => holder(name, 'paper'),
    oldCode: words.oldCode,
    noSuch: words.noSuch,
    several: words.several,
    warning: words.warning,
    off: words.off,
    used: words.used2,
  }
}
