// What the QR code on a paper leads to. The address comes from whoever made the paper: it is opened only where it is a page of
// this realm's offices, and only after the person was told whose.
import type { PaperCode } from '../../preload/shapes/papers.ts'
import { fail, WalletError } from '../failure.ts'
import { httpsUrl } from '../openid/answers.ts'
import type { Realm } from '../ports.ts'
import { healthCardOf, type PublishedKeys, readHealthCard } from './healthCard.ts'
import { readQualification } from './qualification.ts'

/** As many letters as a QR code holds (ISO/IEC 18004, 40-L, in digits; fewer of others). */
const longestCode = 7_089

export interface CodeTrust {
  readonly realm: Realm
  /** Of this realm's portal, where one is known. */
  readonly origin: string | undefined
  /** DER of the roots of issuers. */
  readonly issuers: readonly Uint8Array[]
  readonly issuerKeys: readonly PublishedKeys[]
}

export async function readPaperCode(code: string, trust: CodeTrust, at: Date): Promise<PaperCode> {
  const card = healthCardOf(code)
  if (card !== undefined) return healthCardCode(card, trust, at)
  const url = officeUrl(code, trust)
  if (url === undefined) return { kind: 'unknown' }
  const content = url.searchParams.get('c')
  const read = content === null ? undefined : await readQualification(content, trust.issuers, at)
  return read === undefined ? { kind: 'original', host: url.host } : { kind: 'qualification', host: url.host, read }
}

/** Text that only looks like one leads nowhere. */
function healthCardCode(card: string, { issuerKeys }: CodeTrust, at: Date): PaperCode {
  try {
    return { kind: 'healthCard', read: readHealthCard(card, issuerKeys, at) }
  } catch (error) {
    if (error instanceof WalletError) return { kind: 'unknown' }
    throw error
  }
}

/** @throws paper.codeUnknown */
export const addressOf = (code: string, trust: CodeTrust): URL =>
  officeUrl(code, trust) ?? fail({ code: 'paper.codeUnknown' })

/** In earnest a host under go.jp, which only bodies of the state can have (JPRS, 属性型JPドメイン名: 公); in practice the portal's own. */
function officeUrl(code: string, { realm, origin }: CodeTrust): URL | undefined {
  const url = httpsUrl(code.trim(), longestCode)
  if (url === undefined) return undefined
  if (realm === 'practice') return url.origin === origin ? url : undefined
  return /(^|\.)[a-z0-9-]+\.go\.jp$/.test(url.hostname) && url.port === '' ? url : undefined
}
