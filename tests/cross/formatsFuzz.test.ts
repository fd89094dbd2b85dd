// Whatever strangers send, the readers answer with a reading or a named failure, never with a crash.
import fc from 'fast-check'
import { test } from 'vitest'
import { readCertificate } from '../../main/certificates/certificate.ts'
import { verifyChain } from '../../main/certificates/chain.ts'
import { decodeCbor } from '../../main/credentials/cbor.ts'
import { decodeChain } from '../../main/credentials/chainBytes.ts'
import { verifyDeviceResponse } from '../../main/credentials/deviceResponse.ts'
import { presentMdoc, verifyMdoc } from '../../main/credentials/mdoc.ts'
import { verifySdJwt } from '../../main/credentials/sdJwt.ts'
import { bindSdJwt, verifySdJwtPresentation } from '../../main/credentials/sdJwtPresentation.ts'
import { verifyStatusList } from '../../main/credentials/status.ts'
import { WalletError } from '../../main/failure.ts'
import { inspect } from '../../main/inspect/inspect.ts'
import { issueMdoc } from '../../practice/issuing/mdoc.ts'
import { disclosure, disclosureDigest, issueSdJwt, signJwt, x5c } from '../../practice/issuing/sdJwt.ts'
import { issueStatusList } from '../../practice/issuing/statusList.ts'
import { at, later, makeHolder, makePki } from './formatsPki.ts'

const pki = makePki()
const holder = makeHolder()
const roots = [pki.root.certificate]
const issuer = pki.signer('credentialIssuer')
const ns = 'org.iso.18013.5.1'
const mdoc = issueMdoc({
  docType: 'org.iso.18013.5.1.mDL',
  namespaces: { [ns]: { family_name: 'RENSHU', age_over_20: true } },
  holderJwk: holder.jwk,
  signer: pki.signer('documentSigner'),
  validity: { signed: at, validFrom: at, validUntil: later(10) },
})
const session = { clientId: 'c', nonce: 'n', responseUri: 'https://x.invalid' }
const response = await presentMdoc(mdoc, [[ns, 'family_name']], session, holder.sign)
const sdJwt = issueSdJwt({
  claims: { name: 'x', list: [1, 2] },
  vct: 'urn:x',
  holderJwk: holder.jwk,
  signer: issuer,
  iat: at,
  exp: later(10),
})
const bound = await bindSdJwt(sdJwt, { aud: 'a', nonce: 'n', iat: at, sign: holder.sign })
const list = issueStatusList({ uri: 'https://x.invalid', states: [0, 1], signer: issuer, iat: at })
const leaf = issuer.chain[0] ?? new Uint8Array()

/** Runs it; only a WalletError may come out. */
async function survives(work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof WalletError)) throw error
  }
}

const readers: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown])[] = [
  ['CBOR', mdoc, (bytes) => decodeCbor(bytes)],
  ['an mdoc', mdoc, (issuerSigned) => verifyMdoc({ issuerSigned, roots, at })],
  ['a device response', response, (bytes) => verifyDeviceResponse({ response: bytes, session, at, roots })],
  ['a certificate', leaf, (bytes) => readCertificate(bytes)],
  ['a chain', leaf, (bytes) => verifyChain({ chain: [bytes], anchors: roots, at, purpose: 'any' })],
  ['a kept chain', mdoc, (bytes) => decodeChain(bytes)],
  ['a file', response, (bytes) => inspect(bytes, { trust: leaf, at })],
  ['a token in a file', Buffer.from(bound), (bytes) => inspect(bytes, { trust: leaf, at, audience: 'a', nonce: 'n' })],
]

test.each(readers)('any bytes as %s', async (_, __, read) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => survives(() => read(bytes))),
    { numRuns: 300 },
  )
})

test.each(readers)('%s with some bytes changed', async (_, good, read) => {
  const edits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(edits, fc.nat(good.length), (changes, end) => {
      const bytes = Uint8Array.from(good)
      for (const [place, value] of changes) bytes[place] = value
      return survives(async () => {
        await read(bytes)
        await read(bytes.subarray(0, end))
      })
    }),
    { numRuns: 150 },
  )
})

const tokens: readonly (readonly [string, string, (text: string) => unknown])[] = [
  ['an SD-JWT', sdJwt, (compact) => verifySdJwt({ compact, roots, at })],
  [
    'a presentation',
    bound,
    (presentation) =>
      verifySdJwtPresentation({ presentation, audience: 'a', nonce: 'n', at, roots, maxAgeSeconds: 60 }),
  ],
  ['a status list', list, (jwt) => verifyStatusList(jwt, { uri: 'https://x.invalid', index: 0 }, { roots, at })],
]

test.each(tokens)('%s with some letters changed, or any text', async (_, good, read) => {
  const letters = fc.array(fc.tuple(fc.nat(good.length - 1), fc.constantFrom(...'.~AZaz09-_="{}é\u0000')), {
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(letters, fc.string({ unit: 'binary', maxLength: 60 }), async (changes, text) => {
      const changed = [...good]
      for (const [place, letter] of changes) changed[place] = letter
      await survives(() => read(changed.join('')))
      await survives(() => read(text))
    }),
    { numRuns: 150 },
  )
})

test('any JSON as header, payload and disclosure, rightly signed', async () => {
  const header = { alg: 'ES256', typ: 'dc+sd-jwt', x5c: x5c(issuer) }
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.array(fc.jsonValue()), async (payload, value, parts) => {
      const encoded = disclosure(['claim', value])
      const odd = Buffer.from(JSON.stringify(parts)).toString('base64url')
      const digests = {
        _sd: [disclosureDigest(encoded), disclosureDigest(odd)],
        list: [{ '...': disclosureDigest(odd) }],
      }
      const jwts = [
        signJwt(header, payload, issuer.privateKey),
        signJwt(header, { ...(typeof payload === 'object' ? payload : {}), ...digests }, issuer.privateKey),
        signJwt(typeof payload === 'object' ? { ...header, ...payload } : payload, digests, issuer.privateKey),
      ]
      for (const jwt of jwts) await survives(() => verifySdJwt({ compact: `${jwt}~${encoded}~${odd}~`, roots, at }))
    }),
    { numRuns: 200 },
  )
})
