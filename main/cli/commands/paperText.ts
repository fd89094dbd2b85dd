// What the commands about papers say.
import type { FetchedRecord, PaperState } from '../../../preload/shapes/papers.ts'

export interface PaperText {
  readonly states: Readonly<Record<PaperState, string>>
  readonly records: Readonly<Record<FetchedRecord['state'], string>>
  readonly none: string
  readonly unread: string
  readonly noWords: string
  readonly signer: string
  readonly holder: string
  readonly issuer: string
  readonly kept: string
  readonly saved: (name: string) => string
  readonly removeQuestion: string
  readonly removed: string
}

export const paperText: Readonly<Record<'ja' | 'en', PaperText>> = {
  en: {
    states: {
      valid: 'the signature holds, and its signer is on the list',
      notOnList: 'the signature holds, but nobody on the list vouches for its signer',
      expired: 'the signature holds, but the certificate of its signer has ended',
      invalid: 'the signature does not hold',
      keyUnknown: 'there is no key to check the signature with',
      unsigned: 'no signature: a copy that cannot be checked',
    },
    records: { new: 'new', same: 'the same as before', none: 'the portal has none', failed: 'failed' },
    none: 'There is nothing yet.',
    unread: 'What it says cannot be read.',
    noWords: 'It is a document to be looked at: tefuda paper export.',
    signer: 'Signed by',
    holder: 'Whose',
    issuer: 'Issuer',
    kept: 'Kept',
    saved: (name) => `Saved as ${name}`,
    removeQuestion: 'Remove this paper from the drawer? It cannot be brought back.',
    removed: 'Removed.',
  },
  ja: {
    states: {
      valid: '署名は正しく、署名した人はリストにいます',
      notOnList: '署名は正しいですが、署名した人を保証する人がリストにいません',
      expired: '署名は正しいですが、署名した人の証明書の期限が切れています',
      invalid: '署名が正しくありません',
      keyUnknown: '署名を確かめる鍵がありません',
      unsigned: '署名がない、確かめられない写しです',
    },
    records: {
      new: '新しくしまいました',
      same: '前と同じです',
      none: 'ポータルにありません',
      failed: '受け取れません',
    },
    none: 'まだ何もありません。',
    unread: '中身は読めません。',
    noWords: '見るための書類です: tefuda paper export',
    signer: '署名した人',
    holder: '本人',
    issuer: '発行元',
    kept: 'しまいました',
    saved: (name) => `${name} に保存しました`,
    removeQuestion: 'この書類を引き出しから取り除きますか。元には戻せません。',
    removed: '取り除きました。',
  },
}
