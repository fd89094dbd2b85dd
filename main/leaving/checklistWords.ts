import type { BackupPreview } from '../../preload/shapes/backup.ts'

interface ChecklistWords {
  title(person: string): string
  made(day: string): string
  fileTitle: string
  file(name: string, day: string): string
  tried(day: string): string
  holds(counts: BackupPreview['counts'] & { ledger: number }): string
  takeTitle: string
  take: readonly string[]
  thereTitle: string
  there: readonly string[]
  works(count: number): string
  reissue(count: number): string
  newCode: string
  openers: Readonly<Record<BackupPreview['openers'][number], string>>
  enrolled: string
  cards: string
  staysTitle: string
  stays: readonly string[]
  lastTitle: string
  last: readonly string[]
  noSecret: string
}

const ja: ChecklistWords = {
  title: (person) => `${person} さんの引き出しを、新しいパソコンへ`,
  made: (day) => `作った日: ${day}`,
  fileTitle: '持っていくファイル',
  file: (name, day) => `${name}（${day}の中身）`,
  tried: (day) => `${day}に試しに戻して、問題がないことを確かめました`,
  holds: ({ insurance, licence, certificate, other, papers, applications, drafts, ledger }) =>
    `中身: 健康保険証 ${insurance}、運転免許証 ${licence}、電子証明書 ${certificate}、そのほか ${other}、書類 ${papers}、申請 ${applications}、下書き ${drafts}、記録 ${ledger}`,
  takeTitle: '出かける前に',
  take: [
    'ファイルを USB メモリーなど、持っていけるものに入れた',
    '復旧コードの紙を持った（ファイルとは別々に）',
    'マイナンバーカードを持った',
  ],
  thereTitle: '新しいパソコンで',
  there: [
    '手札を入れて始めた',
    '最初の画面で「バックアップから戻す」を選んだ',
    'ファイルを選び、復旧コードで開いた',
    '「試す」で、もう一度確かめた',
    'ふだんの開け方（カードか合言葉）を決めて戻した',
  ],
  works: (count) => `そのまま使える証明が ${count}件あるのを見た`,
  reissue: (count) => `受け取りなおす証明 ${count}件を、発行元から受け取った（鍵が前の機械から出ないため）`,
  newCode: '新しい復旧コードを紙に書いた',
  openers: {
    card: 'カードで開ける鍵を作りなおした（前の鍵は前のパソコンだけのもの）',
    passphrase: '合言葉を決めなおした（前の合言葉は前のパソコンだけのもの）',
  },
  enrolled: '新しい PC を、カードなしのログインに登録しなおした',
  cards: '自分のカードを、初めて使うときに「自分のもの」と答えた',
  staysTitle: '一緒に行かないもの',
  stays: [
    '前のパソコンで保護者や代理の人が持っていた鍵。必要なら、新しいパソコンで作りなおします',
    '家族で分けて持つ復旧の鍵。必要なら、新しいパソコンで分けなおします',
    '前のパソコンの家族の一覧で、見せていたもの（色・写真・次の期限）',
    'ポータルや窓口に届けた代理は、パソコンを替えても変わりません',
  ],
  lastTitle: '戻せたことを確かめてから',
  last: ['前のパソコンの手札で、自分の引き出しを消した', '持ち運びに使ったファイルを、とっておくか消すか決めた'],
  noSecret: 'この紙に秘密は書かれていません。復旧コードはここに書かないでください。',
}

const en: ChecklistWords = {
  title: (person) => `Moving ${person}’s drawer to a new computer`,
  made: (day) => `Written on ${day}`,
  fileTitle: 'The file to take along',
  file: (name, day) => `${name} (as of ${day})`,
  tried: (day) => `Tried by a test restore on ${day}; nothing was wrong`,
  holds: ({ insurance, licence, certificate, other, papers, applications, drafts, ledger }) =>
    `Holds: health insurance ${insurance}, driver’s licence ${licence}, certificates ${certificate}, other ${other}, documents ${papers}, applications ${applications}, drafts ${drafts}, entries of the record ${ledger}`,
  takeTitle: 'Before you go',
  take: [
    'The file is on something that goes along, such as a USB stick',
    'The sheet with the recovery code goes along, apart from the file',
    'The My Number Card goes along',
  ],
  thereTitle: 'On the new computer',
  there: [
    'Tefuda is installed and started',
    'On the first screen “Restore from a backup” was chosen',
    'The file was chosen and opened with the recovery code',
    'It was tried once more',
    'The everyday way to open it (card or passphrase) was chosen, and it was restored',
  ],
  works: (count) => `${count} credentials are there and work at once`,
  reissue: (count) =>
    `${count} credentials were received again from their issuers (their keys do not leave the old device)`,
  newCode: 'The new recovery code was written on paper',
  openers: {
    card: 'The key by card was made anew (the old one belongs to the old computer)',
    passphrase: 'A passphrase was chosen anew (the old one belongs to the old computer)',
  },
  enrolled: 'Enrolled the new PC for logging in without the card',
  cards: 'The own card was confirmed as one’s own when it was first used',
  staysTitle: 'What does not come along',
  stays: [
    'Keys that guardians or proxies held on the old computer: make them anew where they are needed',
    'Shares of the family’s recovery: share anew where it is wanted',
    'What the old computer’s family screen showed of you (colour, picture, what expires next)',
    'Proxies registered with the portal or an office do not change with the computer',
  ],
  lastTitle: 'Once it is certain that it works',
  last: [
    'The drawer was erased in Tefuda on the old computer',
    'It was decided whether the file that travelled is kept or deleted',
  ],
  noSecret: 'No secret stands on this sheet. Do not write the recovery code on it.',
}

export const checklistWords: Readonly<Record<'ja' | 'en', ChecklistWords>> = { ja, en }
