// Verifies an answer with the published rules: each presentation by its format, its status, and against what was asked.
import { createHash } from 'node:crypto'
import { allHold, type Finding } from '../../../main/certificates/finding.ts'
import { verifyDeviceResponse } from '../../../main/credentials/deviceResponse.ts'
import { processDisclosures } from '../../../main/credentials/disclosures.ts'
import { parseSdJwt } from '../../../main/credentials/sdJwt.ts'
import { verifySdJwtPresentation } from '../../../main/credentials/sdJwtPresentation.ts'
import type { VerifiedPresentation } from '../../../main/credentials/verifiedPresentation.ts'
import { WalletError } from '../../../main/failure.ts'
import { select } from '../../../main/presentation/claimsPath.ts'
import type { DcqlQuery } from '../../../main/presentation/dcql.ts'
import { parseDcql } from '../../../main/presentation/parseDcql.ts'
import type { PortalContext } from '../context.ts'
import { sameSecret } from '../secrets.ts'
import { clientIdOf } from '../stranger.ts'
import type { SentAnswer } from './openAnswer.ts'
import { encryptionJwk, responseUri } from './requestObject.ts'
import type { PresentationRequest } from './requests.ts'
import { type Presented, satisfactionFindings } from './satisfy.ts'
import { statusFindings } from './statusCheck.ts'

type Path = readonly (string | number)[]

/** What came of an answer, as it is kept and shown to the control resources. */
export interface Judgement {
  readonly verified: boolean
  readonly findings: readonly Finding[]
  readonly attributes: readonly {
    readonly query: string
    readonly type: string
    readonly claims: readonly { readonly path: Path; readonly value: unknown }[]
  }[]
}

/** Made for this request and no older than this (RFC 9901 7.3). */
const maxKeyBindingAgeSeconds = 300

export async function judgeAnswer(
  context: PortalContext,
  request: PresentationRequest,
  answer: Extract<SentAnswer, { kind: 'answer' }>,
): Promise<Judgement> {
  const findings: Finding[] = [
    ...answer.findings,
    {
      rule: 'OpenID4VP 1.0 8.2 state',
      ok: answer.state !== undefined && sameSecret(answer.state, request.stateValue),
      message: 'state is that of the request',
    },
    {
      rule: 'OpenID4VP 1.0 5.2 expiry',
      ok: context.now().getTime() < request.expiresAt,
      message: 'the answer came before the request expired',
    },
  ]
  const presented: Presented[] = []
  const thumbprint = thumbprintOf(request)
  const binding: ExpectedBinding = {
    clientId: clientIdOf(context.world.signers.verifiers[request.verifier]),
    nonce: request.nonce,
    responseUri: responseUri(context, request),
    maxAgeSeconds: maxKeyBindingAgeSeconds,
    ...(thumbprint === undefined ? {} : { encryptionJwkThumbprint: thumbprint }),
  }
  try {
    const query = parseDcql(JSON.parse(request.query))
    for (const [queryId, presentations] of Object.entries(answer.vpToken)) {
      for (const presentation of presentations) {
        const format = formatOf(query, queryId)
        const { verified, disclosed } = await verifyPresentation(context, binding, format, presentation)
        findings.push(...verified.findings)
        presented.push({ queryId, format: verified.format, type: verified.type, claims: verified.claims, disclosed })
      }
    }
    findings.push(...satisfactionFindings(query, presented))
  } catch (error) {
    findings.push(unreadable(error))
  }
  return {
    verified: allHold(findings),
    findings,
    attributes: presented.map(({ queryId, type, claims, disclosed }) => ({
      query: queryId,
      type,
      claims: disclosed.map((path) => ({ path, value: select(claims, path)[0]?.value })),
    })),
  }
}

/** An answer to a query that was not made is read like an SD-JWT; it is refused for its id in any case. */
function formatOf(query: DcqlQuery, queryId: string): 'dc+sd-jwt' | 'mso_mdoc' {
  return query.credentials.find(({ id }) => id === queryId)?.format === 'mso_mdoc' ? 'mso_mdoc' : 'dc+sd-jwt'
}

/** What a presentation was to be made for. */
export interface ExpectedBinding {
  readonly clientId: string
  readonly nonce: string
  readonly responseUri: string
  readonly encryptionJwkThumbprint?: Uint8Array
  readonly maxAgeSeconds: number
}

/**
 * With its status, and the places of all that was disclosed.
 * @throws WalletError when it cannot be read
 */
export async function verifyPresentation(
  context: PortalContext,
  { maxAgeSeconds, ...session }: ExpectedBinding,
  format: 'dc+sd-jwt' | 'mso_mdoc',
  presentation: string,
): Promise<{
  verified: Pick<VerifiedPresentation, 'findings' | 'format' | 'type' | 'claims'>
  disclosed: readonly Path[]
}> {
  const trust = context.world.trust()
  const at = context.now()
  const withStatus = async (verified: VerifiedPresentation) => ({
    ...verified,
    findings: [...verified.findings, ...(await statusFindings(context, verified))],
  })
  if (format === 'dc+sd-jwt') {
    const { clientId: audience, nonce } = session
    const verified = await withStatus(
      await verifySdJwtPresentation({ presentation, audience, nonce, at, roots: trust.issuers, maxAgeSeconds }),
    )
    const { jws, disclosures } = parseSdJwt(presentation)
    return { verified, disclosed: processDisclosures(jws.payload, disclosures).placed.map(({ path }) => path) }
  }
  const response = Uint8Array.from(Buffer.from(presentation, 'base64url'))
  const verified = await withStatus(await verifyDeviceResponse({ response, session, at, roots: trust.mdocIssuers }))
  const disclosed = Object.entries(verified.claims).flatMap(([namespace, elements]) =>
    Object.keys(elements ?? {}).map((element) => [namespace, element]),
  )
  return { verified, disclosed }
}

/** RFC 7638: SHA-256 over the required members in alphabetical order. */
function thumbprintOf(request: PresentationRequest): Uint8Array | undefined {
  const key = encryptionJwk(request)
  if (key === undefined) return undefined
  const { crv, kty, x, y } = key
  return Uint8Array.from(createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest())
}

function unreadable(error: unknown): Finding {
  if (!(error instanceof WalletError)) throw error
  const { failure } = error
  if (failure.code === 'credential.invalid') return { rule: failure.rule, ok: false, message: failure.detail }
  return { rule: 'OpenID4VP 1.0 8.6', ok: false, message: failure.code }
}
