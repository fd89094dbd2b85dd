import type { LeavingPerson } from '../../../preload/shapes/leaving.ts'

interface LeavingText {
  confirmWith(word: string): string
  noConfirm(word: string): string
  asked(name: string, until: string): string
  kept(name: string): string
  made(file: string): string
  listed(file: string): string
  noBackup(name: string, backup: LeavingPerson['backup']): string
  elsewhere(count: number): string
}

const en: LeavingText = {
  confirmWith: (word) => `This cannot be undone. Type “${word}” to erase`,
  noConfirm: (word) => `nobody is there to confirm this: give --confirm with exactly these words: ${word}`,
  asked: (name, until) =>
    `Noted: nobody can open the drawer of ${name}. If nobody opens it until ${until}, it can be erased with --without-key.`,
  kept: (name) => `The drawer of ${name} stays.`,
  made: (file) => `Saved and tried: ${file}\nThe recovery code opens it. Keep code and file in different places.`,
  listed: (file) => `The list to take along: ${file}`,
  noBackup: (name, backup) =>
    backup === null
      ? `${name}: no backup is known.`
      : backup.triedAt === null
        ? `${name}: the backup of ${backup.madeAt} was never tried.`
        : `${name}: the last backup is of ${backup.madeAt}, more than 30 days ago.`,
  elsewhere: (count) => `In the other mode (practice or real) there are ${count} more drawers. They go too.`,
}

const ja: LeavingText = {
  confirmWith: (word) => `元には戻せません。消すには「${word}」と入力してください`,
  noConfirm: (word) => `確かめる人がいません。--confirm に次の言葉をそのまま渡してください: ${word}`,
  asked: (name, until) =>
    `${name} の引き出しは誰も開けられない、という申し出を受けました。${until} まで誰も開けなければ、--without-key で消せます。`,
  kept: (name) => `${name} の引き出しは残します。`,
  made: (file) => `保存して、試しました: ${file}\n復旧コードで開きます。コードとファイルは別々の場所に置いてください。`,
  listed: (file) => `持っていく一覧: ${file}`,
  noBackup: (name, backup) =>
    backup === null
      ? `${name}: バックアップがありません。`
      : backup.triedAt === null
        ? `${name}: ${backup.madeAt} のバックアップは、まだ試していません。`
        : `${name}: 最後のバックアップは ${backup.madeAt} で、30日より前のものです。`,
  elsewhere: (count) => `もうひとつのモード（練習か本番）に、引き出しがあと${count}個あります。これも消えます。`,
}

export const leavingText: Readonly<Record<'ja' | 'en', LeavingText>> = { ja, en }
