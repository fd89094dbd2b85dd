// A CMS file: attached or detached, with the verdict on each of its signers.
import { createHash } from 'node:crypto'
import type { FourAttributes } from '../../preload/shapes/certificates.ts'
import type { DocumentSignature, DocumentVerdict } from '../../preload/shapes/documents.ts'
import type { ReadCertificate } from '../certificates/certificate.ts'
import { type Finding, stated } from '../certificates/finding.ts'
import { readHolder } from '../certificates/holder.ts'
import { fail } from '../failure.ts'
import { NotBer } from './cms/ber.ts'
import type { HashName } from './cms/oids.ts'
import { type Cms, type CmsSigner, readCms, signingTimeOf } from './cms/readCms.ts'
import { readable, verifySigner } from './cms/verifySigner.ts'
import { checkSignerChain, type DocumentTrust } from './signerChain.ts'

export const revocationNote = 'Revocation was not checked: only accredited parties may ask.'
export const clockNote = "The time of signing is what the signer's own clock said."
export const timeStampNote = 'A time stamp is there and was not checked.'

export interface CmsOptions {
  readonly content?: Uint8Array
  readonly trust: DocumentTrust
  readonly at: Date
}

/** @throws file.notUnderstood */
export async function verifyCms(bytes: Uint8Array, options: CmsOptions): Promise<DocumentVerdict> {
  const cms = readOrFail(bytes)
  const form = cms.content === undefined ? 'cms-detached' : 'cms'
  const content = cms.content ?? options.content
  const digests = new Map<HashName, Uint8Array>()
  const digest = (hash: HashName): Uint8Array => {
    const known =
      digests.get(hash) ??
      createHash(hash)
        .update(content ?? new Uint8Array())
        .digest()
    digests.set(hash, known)
    return known
  }
  const around = contentFindings(bytes, cms, options.content)
  const signatures: DocumentSignature[] = []
  for (const signer of cms.signers)
    signatures.push({
      ...(await judgeSigner({ cms, signer, digest, bound: false, around, claimed: timeOrNone(signer) }, options)),
      form,
      coverage: null,
    })
  return {
    kind: 'cms',
    valid: signatures.length > 0 && signatures.every(({ state }) => state === 'valid'),
    signatures,
    notes: [revocationNote, clockNote, ...(cms.signers.some(({ timeStamped }) => timeStamped) ? [timeStampNote] : [])],
  }
}

function readOrFail(bytes: Uint8Array): Cms {
  try {
    return readCms(bytes)
  } catch (error) {
    if (error instanceof NotBer) return fail({ code: 'file.notUnderstood', detail: `not CMS: ${error.message}` }, error)
    throw error
  }
}

/** Which content it is about, and that nothing else is in the file. */
function contentFindings(bytes: Uint8Array, cms: Cms, given: Uint8Array | undefined): Finding[] {
  const same = cms.content === undefined || given === undefined || Buffer.compare(cms.content, given) === 0
  return [
    {
      rule: 'RFC 5652 5.2 content',
      ok: cms.content !== undefined || given !== undefined,
      message:
        cms.content === undefined && given === undefined
          ? 'not given: what was signed lies in another file'
          : 'what was signed is at hand',
    },
    { rule: 'RFC 5652 5.2 same content', ok: same, message: 'what was signed is the file that was given with it' },
    { rule: 'RFC 5652 3 structure', ok: cms.length === bytes.length, message: 'nothing stands after the signature' },
  ]
}

export interface SignerInput {
  readonly cms: Cms
  readonly signer: CmsSigner
  readonly digest: (hash: HashName) => Uint8Array
  readonly bound: boolean
  /** What was found before, about the file. */
  readonly around: readonly Finding[]
  readonly claimed: Date | 'unreadable' | undefined
}

/** Everything about one signer: signature, certificate, chain. */
export async function judgeSigner(
  { cms, signer, digest, bound, around, claimed }: SignerInput,
  { trust, at }: Pick<CmsOptions, 'trust' | 'at'>,
): Promise<Omit<DocumentSignature, 'form' | 'coverage'>> {
  const known = cms.certificates.flatMap((der) => readable(der) ?? [])
  const { findings, certificate } = verifySigner(cms, signer, known, digest, bound)
  const time = claimed === 'unreadable' ? undefined : claimed
  const own: Finding[] = [
    ...around,
    ...findings,
    ...(claimed === 'unreadable'
      ? [{ rule: 'RFC 5652 11.3 signing time', ok: false, message: 'not readable: the time of signing' }]
      : []),
  ]
  const chain = certificate === undefined ? undefined : await checkSignerChain(certificate, known, trust, time, at)
  const holds = own.every(({ ok }) => ok)
  return {
    state: holds && chain !== undefined ? chain.state : 'invalid',
    signer:
      certificate === undefined
        ? null
        : {
            subject: certificate.facts.subject,
            issuer: certificate.facts.issuer,
            holder: fourAttributesOf(certificate),
          },
    claimedAt: time?.toISOString() ?? null,
    findings: stated([...own, ...(chain?.findings ?? [])]),
  }
}

/** As the certificate says it; whether anybody vouches for it, the state says. */
function fourAttributesOf({ facts }: ReadCertificate): FourAttributes | null {
  const holder = readHolder(facts)
  if (holder === null) return null
  const { substituted: _, ...attributes } = holder
  return attributes
}

/** What the signer says about the time among the signed attributes. */
export function timeOrNone(signer: CmsSigner): Date | 'unreadable' | undefined {
  try {
    return signingTimeOf(signer)
  } catch (error) {
    if (error instanceof NotBer) return 'unreadable'
    throw error
  }
}
