// Our mdoc against @owf/mdoc and @auth0/mdl, in both directions: what one makes the others must read.
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import { Document as Auth0Document, DeviceResponse as Auth0Response, Verifier as Auth0Verifier, MDoc } from '@auth0/mdl'
import {
  CoseKey,
  DeviceKey,
  DeviceRequest,
  DocRequest,
  Holder,
  IssuerSigned,
  IssuerSignedBuilder,
  ItemsRequest,
  type MdocContext,
  SessionTranscript,
  SignatureAlgorithm,
  Verifier,
} from '@owf/mdoc'
import { describe, expect, test } from 'vitest'
import { allHold } from '../../main/certificates/finding.ts'
import { decodeCbor } from '../../main/credentials/cbor.ts'
import { isMap, rewrite } from '../../main/credentials/cose.ts'
import { verifyDeviceResponse } from '../../main/credentials/deviceResponse.ts'
import { encodeCbor, TaggedCbor } from '../../main/credentials/encodeCbor.ts'
import { presentMdoc, verifyMdoc } from '../../main/credentials/mdoc.ts'
import { sessionTranscript } from '../../main/credentials/sessionTranscript.ts'
import { toPem } from '../../practice/issueCertificate.ts'
import { fullDate, issueMdoc } from '../../practice/issuing/mdoc.ts'
import { day, makeHolder, makePki } from './formatsPki.ts'

// One of the libraries looks at the clock itself: everything here is valid around the present.
const at = new Date(Math.floor(Date.now() / 1000) * 1000)
const pki = makePki(at)
const holder = makeHolder()
const signer = pki.signer('documentSigner')
const certificate = signer.chain[0] ?? new Uint8Array()
const roots = [pki.root.certificate]
const docType = 'org.iso.18013.5.1.mDL'
const ns = 'org.iso.18013.5.1'
const validity = { signed: at, validFrom: at, validUntil: new Date(at.getTime() + 300 * day) }
const session = {
  clientId: 'x509_hash:practice-verifier',
  nonce: 'n-0S6_WzA2Mj',
  responseUri: 'https://verifier.practice.invalid/response',
  encryptionJwkThumbprint: new Uint8Array(randomBytes(32)),
}
const ours = issueMdoc({
  docType,
  namespaces: {
    [ns]: {
      family_name: '練習',
      birth_date: fullDate('1984-05-06'),
      issuing_country: 'JP',
      age_over_20: true,
      portrait: new Uint8Array(randomBytes(12_000)),
    },
  },
  holderJwk: holder.jwk,
  signer,
  validity,
})
const raw = { dsaEncoding: 'ieee-p1363' } as const
const issuerJwk = { ...signer.privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'issuer' }
const deviceJwk = { ...holder.privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'device' }

/** @owf/mdoc leaves all cryptography to its caller. */
const context: MdocContext = {
  crypto: {
    random: (length) => new Uint8Array(randomBytes(length)),
    digest: ({ digestAlgorithm, bytes }) =>
      new Uint8Array(createHash(digestAlgorithm.replace('-', '').toLowerCase()).update(bytes).digest()),
    calculateEphemeralMacKey: () => {
      throw new Error('not used')
    },
  },
  cose: {
    sign1: {
      sign: ({ toBeSigned, key }) =>
        new Uint8Array(sign('sha256', toBeSigned, { key: createPrivateKey({ key: key.jwk, format: 'jwk' }), ...raw })),
      verify: ({ key, sign1 }) =>
        verify(
          'sha256',
          sign1.toBeSigned,
          { key: createPublicKey({ key: key.jwk, format: 'jwk' }), ...raw },
          sign1.signature,
        ),
    },
    mac0: {
      sign: () => {
        throw new Error('not used')
      },
      verify: () => false,
    },
  },
  x509: {
    getIssuerNameField: ({ certificate: der, field }) =>
      new X509Certificate(der).issuer
        .split('\n')
        .flatMap((line) => (line.startsWith(`${field}=`) ? [line.slice(field.length + 1)] : [])),
    getPublicKey: ({ certificate: der }) =>
      CoseKey.fromJwk({ ...new X509Certificate(der).publicKey.export({ format: 'jwk' }) }),
    verifyCertificateChain: ({ trustedCertificates, x5chain }) => {
      const last = new X509Certificate(x5chain.at(-1) ?? new Uint8Array())
      if (!trustedCertificates.some((root) => last.verify(new X509Certificate(root).publicKey)))
        throw new Error('untrusted')
    },
    getCertificateData: ({ certificate: der }) => {
      const read = new X509Certificate(der)
      return {
        issuerName: read.issuer,
        subjectName: read.subject,
        serialNumber: read.serialNumber,
        thumbprint: read.fingerprint256,
        notBefore: new Date(read.validFrom),
        notAfter: new Date(read.validTo),
        pem: read.toString(),
      }
    },
  },
}
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const transcriptOf = (over: object = {}) => {
  const { encryptionJwkThumbprint: jwkThumbprint, ...rest } = { ...session, ...over }
  return SessionTranscript.forOid4Vp({ ...rest, jwkThumbprint }, context)
}
const present = () =>
  presentMdoc(
    ours,
    [
      [ns, 'family_name'],
      [ns, 'age_over_20'],
    ],
    session,
    holder.sign,
  )

describe('ours, read by @owf/mdoc', () => {
  test('an issued document', async () => {
    await Holder.verifyIssuerSigned({ issuerSigned: ours, trustedCertificates: roots, now: at }, context)
    expect(IssuerSigned.fromEncodedForOid4Vci(base64url(ours)).getPrettyClaims(ns)).toMatchObject({
      family_name: '練習',
      age_over_20: true,
    })
  })

  test('a presentation', async () => {
    const options = { deviceResponse: await present(), trustedCertificates: roots, now: at }
    await Verifier.verifyDeviceResponse({ ...options, sessionTranscript: await transcriptOf() }, context)
    const other = await transcriptOf({ nonce: 'other' })
    await expect(Verifier.verifyDeviceResponse({ ...options, sessionTranscript: other }, context)).rejects.toThrow()
  })

  test('the same session transcript, byte for byte', async () => {
    expect(base64url((await transcriptOf()).encode())).toBe(base64url(sessionTranscript(session)))
  })
})

describe('@owf/mdoc, read by us', () => {
  const issue = () =>
    new IssuerSignedBuilder(docType, context)
      .addIssuerNamespace(ns, {
        family_name: '練習',
        age_over_20: true,
        issuing_country: 'JP',
        document_number: '300799999930',
      })
      .sign({
        signingKey: CoseKey.fromJwk(issuerJwk),
        algorithm: SignatureAlgorithm.ES256,
        digestAlgorithm: 'SHA-256',
        validityInfo: validity,
        deviceKeyInfo: { deviceKey: DeviceKey.fromJwk({ ...holder.jwk }) },
        certificates: [certificate],
      })

  test('an issued document, presented by us, read by them and us', async () => {
    const issuerSigned = new Uint8Array(Buffer.from((await issue()).encodedForOid4Vci, 'base64url'))
    const verified = await verifyMdoc({ issuerSigned, roots, at, holderJwk: holder.jwk, expectedType: docType })
    expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
    const response = await presentMdoc(issuerSigned, [[ns, 'age_over_20']], session, holder.sign)
    expect(await verifyDeviceResponse({ response, session, at, roots })).toMatchObject({
      ok: true,
      claims: { [ns]: { age_over_20: true } },
    })
    const sessionTranscript = await transcriptOf()
    await Verifier.verifyDeviceResponse(
      { deviceResponse: response, trustedCertificates: roots, now: at, sessionTranscript },
      context,
    )
  })

  test('a presentation', async () => {
    const itemsRequest = ItemsRequest.create({ docType, namespaces: { [ns]: { document_number: false } } })
    const deviceRequest = DeviceRequest.create({ docRequests: [DocRequest.create({ itemsRequest })] })
    const response = await Holder.createDeviceResponseForDeviceRequest(
      {
        deviceRequest,
        sessionTranscript: await transcriptOf(),
        issuerSigned: [await issue()],
        signature: { signingKey: CoseKey.fromJwk(deviceJwk) },
      },
      context,
    )
    const bytes = new Uint8Array(response.encode())
    const result = await verifyDeviceResponse({ response: bytes, session, at, roots, expectedType: docType })
    expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(result.claims).toEqual({ [ns]: { document_number: '300799999930' } })
    const other = { ...session, clientId: 'x509_hash:other' }
    expect((await verifyDeviceResponse({ response: bytes, session: other, at, roots })).ok).toBe(false)
  })
})

/** @auth0/mdl takes the transcript as tag 24 round it. */
const embeddedTranscript = () => Buffer.from(encodeCbor(new TaggedCbor(24, sessionTranscript(session))))

describe('ours, read by @auth0/mdl', () => {
  const verifier = new Auth0Verifier([toPem(pki.root.certificate)])

  test('a presentation', async () => {
    const { documents } = await verifier.verify(await present(), { encodedSessionTranscript: embeddedTranscript() })
    expect(documents[0]?.getIssuerNameSpace(ns)).toMatchObject({ family_name: '練習', age_over_20: true })
    const encodedSessionTranscript = encodeCbor(new TaggedCbor(24, sessionTranscript({ ...session, nonce: 'other' })))
    await expect(verifier.verify(await present(), { encodedSessionTranscript })).rejects.toThrow()
  })
})

describe('@auth0/mdl, read by us', () => {
  const issue = async () =>
    new Auth0Document(docType)
      .addIssuerNameSpace(ns, {
        family_name: '練習',
        birth_date: '1984-05-06',
        age_over_20: true,
        issuing_country: 'JP',
      })
      .useDigestAlgorithm('SHA-256')
      .addValidityInfo(validity)
      .addDeviceKeyInfo({ deviceKey: { ...holder.jwk } })
      .sign({ issuerPrivateKey: issuerJwk, issuerCertificate: toPem(certificate), alg: 'ES256' })

  test('an issued document', async () => {
    // It only writes whole documents: the issuer-signed part is taken out of one.
    const whole = decodeCbor(new Uint8Array(new MDoc([await issue()]).encode()))
    const documents = isMap(whole) ? whole.get('documents') : undefined
    const document = Array.isArray(documents) ? documents[0] : undefined
    const issuerSigned = encodeCbor(rewrite(isMap(document) ? document.get('issuerSigned') : undefined))
    const verified = await verifyMdoc({ issuerSigned, roots, at, holderJwk: holder.jwk, expectedType: docType })
    expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(verified.attributes.find(({ path }) => path[1] === 'birth_date')?.value).toBe('1984-05-06')
  })

  test('a presentation', async () => {
    const presentationDefinition = {
      id: 'x',
      input_descriptors: [
        {
          id: docType,
          format: { mso_mdoc: { alg: ['ES256'] } },
          constraints: {
            limit_disclosure: 'required',
            fields: [{ path: [`$['${ns}']['age_over_20']`], intent_to_retain: false }],
          },
        },
      ],
    }
    const mdoc = await Auth0Response.from(new MDoc([await issue()]))
      .usingPresentationDefinition(presentationDefinition)
      .usingSessionTranscriptBytes(embeddedTranscript())
      .authenticateWithSignature(deviceJwk, 'ES256')
      .sign()
    const response = new Uint8Array(mdoc.encode())
    const result = await verifyDeviceResponse({ response, session, at, roots, expectedType: docType })
    expect(result.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(allHold(result.findings)).toBe(true)
    expect(result.claims).toEqual({ [ns]: { age_over_20: true } })
  })
})
