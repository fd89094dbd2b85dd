// What the backup commands say, in both languages.
import type { BackupPreview, BackupTest } from '../../../preload/shapes/backup.ts'

type Check = BackupTest['checks'][number]['what']

interface BackupWords {
  made(file: string): string
  holds(preview: BackupPreview): string[]
  checks: Record<Check, string>
  good: string
  bad: string
  restored(name: string): string
}

const en: BackupWords = {
  made: (file) => `Saved: ${file}\nThe recovery code opens it. Keep code and file in different places.`,
  holds: (preview) => {
    const { person, madeAt, counts, ledgerEntries, withKey, withoutKey, openers, enrolled, sameName, sameDrawer } =
      preview
    return [
      `Backup of ${person}, made ${madeAt}`,
      `Holds: health insurance ${counts.insurance}, driver’s licence ${counts.licence}, certificates ${counts.certificate}, other ${counts.other}, documents ${counts.papers}, applications ${counts.applications}, drafts ${counts.drafts}; ledger entries ${ledgerEntries}`,
      `Works at once after a restore: ${withKey} credentials with their keys`,
      ...(withoutKey > 0 ? [`To be issued again: ${withoutKey} credentials whose key is not in the backup`] : []),
      'To be set up again after a restore:',
      ...openers.map((opener) => `  opening by ${opener} (that key belongs to the old PC)`),
      ...(preview.by === 'passphrase' ? ['  the recovery code: a new one is shown'] : []),
      ...(enrolled ? ['  logging in without the card (enrol the new PC)'] : []),
      '  whose card is whose',
      ...(sameDrawer ? ['This very drawer is on this PC; a restore puts a second one beside it'] : []),
      ...(sameName === true ? ['Somebody of that name is on this PC: restore with --name'] : []),
    ]
  },
  checks: {
    whole: 'nothing is missing',
    counts: 'credentials and ledger entries are as many as there were',
    keys: 'the keys of the credentials work',
    ledger: 'the ledger is unbroken',
  },
  good: 'This backup can be restored. What was tried has been removed.',
  bad: 'Something needs attention.',
  restored: (name) => `Restored: ${name}`,
}

const ja: BackupWords = {
  made: (file) => `保存しました: ${file}\n復旧コードで開きます。コードとファイルは別々の場所に置いてください。`,
  holds: (preview) => {
    const { person, madeAt, counts, ledgerEntries, withKey, withoutKey, openers, enrolled, sameName, sameDrawer } =
      preview
    return [
      `${person} のバックアップ、${madeAt} に作成`,
      `中身: 健康保険証 ${counts.insurance}、運転免許証 ${counts.licence}、電子証明書 ${counts.certificate}、そのほか ${counts.other}、書類 ${counts.papers}、申請 ${counts.applications}、下書き ${counts.drafts}、記録 ${ledgerEntries}`,
      `戻したあとそのまま使えるもの: 鍵と一緒に入っている証明 ${withKey}件`,
      ...(withoutKey > 0 ? [`受け取りなおすもの: 鍵が入っていない証明 ${withoutKey}件`] : []),
      '戻したあとやりなおすもの:',
      ...openers.map((opener) =>
        opener === 'card'
          ? '  カードでの開け方（元のパソコンだけの鍵です）'
          : '  合言葉での開け方（元のパソコンだけの鍵です）',
      ),
      ...(preview.by === 'passphrase' ? ['  復旧コード（新しいものを表示します）'] : []),
      ...(enrolled ? ['  カードなしのログイン（新しい PC を登録しなおす）'] : []),
      '  誰のカードかの登録',
      ...(sameDrawer ? ['この引き出しはこのパソコンにあります。戻すと、もうひとつ並びます'] : []),
      ...(sameName === true ? ['同じ名前の人がいます。--name で別の名前にしてください'] : []),
    ]
  },
  checks: {
    whole: '欠けたところがない',
    counts: '証明と記録の数が合っている',
    keys: '証明の鍵が使える',
    ledger: '記録がつながっている',
  },
  good: 'このバックアップは元に戻せます。試したものは消しました。',
  bad: '気になるところがあります。',
  restored: (name) => `戻しました: ${name}`,
}

export const backupWords = (language: 'ja' | 'en'): BackupWords => (language === 'ja' ? ja : en)
