import type { Bilingual } from '../../preload/shapes/common.ts'

/** What the certificates of a card are called where they are kept. */
export const cardCertificateNames: Readonly<Record<'authentication' | 'signature', Bilingual>> = {
  authentication: { ja: '利用者証明用電子証明書', en: 'Authentication certificate of the card' },
  signature: { ja: '署名用電子証明書', en: 'Signing certificate of the card' },
}
