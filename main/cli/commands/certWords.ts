// What the commands for certificates say.
import type { CertificateRole, CertificateView } from '../../../preload/shapes/certificates.ts'

interface CertWords {
  readonly roles: Readonly<Record<CertificateRole, string>>
  readonly verdicts: Readonly<Record<CertificateView['verdict'], string>>
  readonly revocation: string
  readonly fields: Readonly<
    Record<
      | 'subject'
      | 'issuer'
      | 'serial'
      | 'valid'
      | 'renewable'
      | 'key'
      | 'usage'
      | 'policies'
      | 'fingerprint'
      | 'name'
      | 'birthDate'
      | 'sex'
      | 'address',
      string
    >
  >
  readonly sexes: Readonly<Record<NonNullable<CertificateView['holder']>['sex'], string>>
  readonly substituted: string
  readonly unreadable: string
  readonly written: string
  readonly kept: string
}

export const certWords: Readonly<Record<'ja' | 'en', CertWords>> = {
  en: {
    roles: {
      authentication: 'authentication: user-authentication certificate (利用者証明用)',
      signature: 'signature: signing certificate (署名用)',
      authenticationAuthority: 'authentication-ca: who issued the authentication certificate',
      signatureAuthority: 'signature-ca: who issued the signing certificate',
    },
    verdicts: {
      valid: 'valid',
      expired: 'expired',
      notYet: 'not valid yet',
      notOnList: 'not on our list (which is not the same as invalid)',
      invalid: 'invalid',
    },
    revocation: 'Revocation: not checked – only accredited parties may ask',
    fields: {
      subject: 'subject',
      issuer: 'issuer',
      serial: 'serial',
      valid: 'valid',
      renewable: 'can be renewed from',
      key: 'key',
      usage: 'usage',
      policies: 'policies',
      fingerprint: 'SHA-256',
      name: 'name',
      birthDate: 'date of birth',
      sex: 'sex',
      address: 'address',
    },
    sexes: { male: 'male', female: 'female', other: 'other', unknown: 'not stated' },
    substituted: 'contains substitute characters',
    unreadable: 'whom it names is written in a form that is not known',
    written: 'written',
    kept: 'kept',
  },
  ja: {
    roles: {
      authentication: 'authentication: 利用者証明用電子証明書',
      signature: 'signature: 署名用電子証明書',
      authenticationAuthority: 'authentication-ca: 利用者証明用の認証局',
      signatureAuthority: 'signature-ca: 署名用の認証局',
    },
    verdicts: {
      valid: '有効',
      expired: '期限切れ',
      notYet: 'まだ有効でない',
      notOnList: '手札の名簿にない（正しくないという意味ではありません）',
      invalid: '正しくない',
    },
    revocation: '失効の確認: していません（国が認めた相手だけが問い合わせられます）',
    fields: {
      subject: '名義',
      issuer: '発行者',
      serial: '番号',
      valid: '有効期間',
      renewable: '更新できる日',
      key: '鍵',
      usage: '用途',
      policies: 'ポリシー',
      fingerprint: 'SHA-256',
      name: '氏名',
      birthDate: '生年月日',
      sex: '性別',
      address: '住所',
    },
    sexes: { male: '男', female: '女', other: 'その他', unknown: '記載なし' },
    substituted: '代替文字を含みます',
    unreadable: '書かれている人の情報が知られている形と違います',
    written: '書き出しました',
    kept: 'しまいました',
  },
}
