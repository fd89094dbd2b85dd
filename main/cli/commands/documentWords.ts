// What the commands about documents say.
import type { DocumentSignature, SignatureForm } from '../../../preload/shapes/documents.ts'

export interface DocumentWords {
  readonly forms: Readonly<Record<SignatureForm, string>>
  readonly toSign: string
  /** What it means, before it is done. */
  readonly meaning: string
  readonly question: string
  readonly signed: string
  readonly states: Readonly<Record<DocumentSignature['state'], string>>
  readonly signatureOf: (number: number, of: number) => string
  readonly signer: string
  /** Where nobody on the list vouches for the certificate. */
  readonly claimedSigner: string
  readonly claimedAt: string
  readonly notSigned: string
}

export const documentWords: Readonly<Record<'ja' | 'en', DocumentWords>> = {
  en: {
    forms: {
      pades: 'PDF with signature (PAdES)',
      adbe: 'PDF with signature (PKCS#7, as 法務省 takes it)',
      cms: 'CMS with the file inside',
      'cms-detached': 'CMS beside the file',
    },
    toSign: 'To be signed',
    meaning:
      'Signing with this card equals a registered seal (実印). The signature holds your name, birth date, sex and address.',
    question: 'Sign?',
    signed: 'Signed',
    states: { valid: 'valid', notOnList: 'not on our list', expired: 'certificate ended since', invalid: 'invalid' },
    signatureOf: (number, of) => `Signature ${number} of ${of}`,
    signer: 'Signer',
    claimedSigner: 'The certificate says, and nothing confirms it, that the signer is',
    claimedAt: "Signed at, by the signer's own clock",
    notSigned: 'Not signed',
  },
  ja: {
    forms: {
      pades: '署名入りの PDF（PAdES）',
      adbe: '署名入りの PDF（PKCS#7、法務省の形）',
      cms: 'ファイルを含む CMS',
      'cms-detached': 'ファイルとは別の CMS',
    },
    toSign: '署名するもの',
    meaning: 'このカードでの署名は、実印を押すのと同じです。署名には氏名、生年月日、性別、住所が入ります。',
    question: '署名しますか？',
    signed: '署名しました',
    states: { valid: '有効', notOnList: 'リストにない署名者', expired: '証明書の期限が後で切れた', invalid: '無効' },
    signatureOf: (number, of) => `署名 ${number}/${of}`,
    signer: '署名した人',
    claimedSigner: '証明書に書いてある名前（確かめられません）',
    claimedAt: '署名の時刻（署名した人の時計）',
    notSigned: '署名はありません',
  },
}
