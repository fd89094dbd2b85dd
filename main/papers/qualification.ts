// デジタル資格者証: what its QR code holds. The address names a page of the issuer, and its parameter c a COSE_Sign1 in base64
// (facts section 6: 公). How the real content is laid out, and which keys sign it, is not published (未): its members are shown
// under their own names, and a signature counts where the certificate that comes along leads to somebody on our list.
import type { PaperSheet, PaperVerdict, ReadPaper } from '../../preload/shapes/papers.ts'
import { openCertificate } from '../certificates/certificate.ts'
import { type Finding, stated } from '../certificates/finding.ts'
import { organisationOf } from '../certificates/names.ts'
import { type CborMap, CborTag, type CborValue, decodeCbor } from '../credentials/cbor.ts'
import { type CoseSign1, isMap, readSign1, sign1Holds, x5chainOf } from '../credentials/cose.ts'
import { WalletError } from '../failure.ts'
import { ownMember } from '../ownMember.ts'
import { dayOf, factOf, maybe, same } from './facts.ts'
import { signerState } from './signerState.ts'

const coseTag = 18
const labels: Readonly<Record<string, { ja: string; en: string }>> = {
  qualification: { ja: '資格', en: 'Qualification' },
  number: { ja: '登録番号', en: 'Registration number' },
  registeredOn: { ja: '登録日', en: 'Registered on' },
  issuedOn: { ja: '発行日', en: 'Issued on' },
}

/** @returns undefined for what is no signed content. Offline: whether it is still valid tells the issuer's page alone. */
export async function readQualification(
  code: string,
  anchors: readonly Uint8Array[],
  at: Date,
): Promise<ReadPaper | undefined> {
  const signed = signedContent(code)
  if (signed === undefined) return undefined
  const { sign1, content } = signed
  return { kind: 'qualification', sheet: sheetOf(content), verdict: await judge(sign1, anchors, at) }
}

function signedContent(code: string): { sign1: CoseSign1; content: CborMap } | undefined {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(code)) return undefined
  try {
    // Buffer reads both alphabets of base64.
    const outer = decodeCbor(Uint8Array.from(Buffer.from(code, 'base64')))
    const sign1 = readSign1(outer instanceof CborTag && outer.tag === coseTag ? outer.value : outer)
    const content = sign1.payload === undefined ? undefined : decodeCbor(sign1.payload)
    return content !== undefined && isMap(content) ? { sign1, content } : undefined
  } catch (error) {
    if (error instanceof WalletError) return undefined
    throw error
  }
}

function sheetOf(content: CborMap): PaperSheet {
  const textOf = (name: string): string | undefined => {
    const value = content.get(name)
    return typeof value === 'string' ? value.slice(0, 300) : undefined
  }
  // Those that we have words for come first, in the order of those.
  const named = Object.keys(labels).filter((name) => content.has(name))
  const others = [...content.keys()].filter((name) => ![...named, 'name', 'issuer', 'realm'].includes(String(name)))
  return {
    title: { ja: 'デジタル資格者証', en: 'Certificate of qualification' },
    ...maybe('holder', textOf('name')),
    ...maybe('issuer', textOf('issuer')),
    ...maybe('asOf', dayOf(textOf('issuedOn') ?? '')),
    facts: [...named, ...others].slice(0, 50).flatMap((name) => {
      const text = plainText(content.get(name))
      return factOf(
        ownMember(labels, String(name)) ?? same(String(name)),
        text,
        dayOf(text) === undefined ? 'text' : 'day',
      )
    }),
    plain: textOf('qualification') === undefined,
    practice: textOf('realm') === 'practice',
  }
}

const plainText = (value: CborValue): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''

async function judge(sign1: CoseSign1, anchors: readonly Uint8Array[], at: Date): Promise<PaperVerdict> {
  const chain = chainOf(sign1)
  const [leaf] = chain
  if (leaf === undefined) {
    const missing = { rule: 'RFC 9360 2', ok: false, message: 'it brings no certificate, and its key is not public' }
    return { state: 'keyUnknown', form: 'cose', signer: null, signedAt: null, findings: stated([missing]) }
  }
  const { facts, publicKey } = openCertificate(leaf)
  const holds: Finding = {
    rule: 'RFC 9052 4.4',
    ok: sign1Holds(sign1, publicKey),
    message: 'the signature holds with the key of the certificate that came along',
  }
  const { findings, state } = await signerState(chain, anchors, at)
  return {
    state: holds.ok ? state : 'invalid',
    form: 'cose',
    signer: organisationOf(facts.subjectParts).slice(0, 500),
    signedAt: null,
    findings: stated([holds, ...findings]),
  }
}

/** The certificates that came along; none where they cannot be read as such. */
function chainOf(sign1: CoseSign1): Uint8Array[] {
  try {
    const chain = x5chainOf(sign1)
    for (const der of chain) openCertificate(der)
    return chain
  } catch (error) {
    if (error instanceof WalletError) return []
    throw error
  }
}
