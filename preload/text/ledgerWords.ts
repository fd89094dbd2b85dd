// What the ledger's acts and outcomes are called: on the screen, at the command line, in exports and letters. The Japanese
// carries readings, see ruby.ts.
import type { LedgerEntry } from '../shapes/ledger.ts'

export interface LedgerWords {
  readonly acts: Readonly<Record<LedgerEntry['act'], string>>
  readonly outcomes: Readonly<Record<LedgerEntry['outcome'], string>>
}

const ja: LedgerWords = {
  acts: {
    share: '{提示|ていじ}',
    logIn: 'ログイン',
    enrolPc: 'パソコンの{登録|とうろく}',
    endEnrolment: 'パソコンの{登録|とうろく}の{取|と}り{消|け}し',
    logOut: 'ログアウト',
    receive: '{受|う}け{取|と}り',
    remove: '{取|と}り{除|のぞ}き',
    statusCheck: '{失効|しっこう}の{確認|かくにん}',
    slotChange: '{鍵|かぎ}の{変更|へんこう}',
    backup: 'バックアップを{作成|さくせい}',
    restore: 'バックアップから{復元|ふくげん}',
    decline: '{断|ことわ}り',
    sign: '{電子署名|でんししょめい}',
    pinChange: '{暗証番号|あんしょうばんごう}の{変更|へんこう}',
    cardBinding: 'カードの{持|も}ち{主|ぬし}の{確認|かくにん}',
    unlock: '{引|ひ}き{出|だ}しを{開|あ}ける',
    familyRecovery: '{家族|かぞく}による{復旧|ふっきゅう}',
    guestShow: '{画面|がめん}で{見|み}せる',
    overview: '{家族|かぞく}に{見|み}せる{内容|ないよう}の{変更|へんこう}',
    erase: '{記録|きろく}の{消去|しょうきょ}',
    beginAnew: '{照合|しょうごう}のやり{直|なお}し',
    mandate: '{代理|だいり}の{指定|してい}',
    mandateEnd: '{代理|だいり}の{終|お}わり',
    actFor: '{代|か}わりに{開|あ}けた{引|ひ}き{出|だ}し',
    apply: '{申請|しんせい}',
    withdraw: '{申請|しんせい}の{取下|とりさ}げ',
    pay: '{納付|のうふ}',
    selfInfo: '{自己情報|じこじょうほう}の{取得|しゅとく}',
    link: '{連携|れんけい}の{開始|かいし}',
    unlink: '{連携|れんけい}の{取|と}りやめ',
    portalMandate: 'ポータルでの{代理|だいり}',
  },
  outcomes: {
    started: '{途中|とちゅう}',
    done: '{完了|かんりょう}',
    failed: '{失敗|しっぱい}',
    declined: '{断|ことわ}った',
    refused: '{手札|てふだ}が{断|ことわ}った',
  },
}

const en: LedgerWords = {
  acts: {
    share: 'Presented',
    logIn: 'Log-in',
    enrolPc: 'Enrolling a PC',
    endEnrolment: 'Ending an enrolment',
    logOut: 'Log-out',
    receive: 'Received',
    remove: 'Removed',
    statusCheck: 'Revocation check',
    slotChange: 'Key change',
    backup: 'Backup made',
    restore: 'Restored from a backup',
    decline: 'Declined',
    sign: 'Signature',
    pinChange: 'PIN change',
    cardBinding: 'Card confirmed as yours',
    unlock: 'Opening the drawer',
    familyRecovery: 'Recovery by the family',
    guestShow: 'Shown on the screen',
    overview: 'What the family may see was changed',
    erase: 'Entry erased',
    beginAnew: 'Comparison begun anew',
    mandate: 'Somebody may act',
    mandateEnd: 'A mandate ended',
    actFor: 'Opened to act for somebody',
    apply: 'Application',
    withdraw: 'Application withdrawn',
    pay: 'Payment',
    selfInfo: 'Self-information',
    link: 'Account linked',
    unlink: 'Account unlinked',
    portalMandate: 'Mandate at the portal',
  },
  outcomes: {
    started: 'unfinished',
    done: 'done',
    failed: 'failed',
    declined: 'declined',
    refused: 'refused by Tefuda',
  },
}

export const ledgerWords: Readonly<Record<'ja' | 'en', LedgerWords>> = { ja, en }
