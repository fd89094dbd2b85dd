// One signer of a CMS: does the signature hold over that content, and by which certificate (RFC 5652 5.4, 5.6, 11).
import { constants, createHash, type KeyObject, verify } from 'node:crypto'
import { openCertificate, type ReadCertificate } from '../../certificates/certificate.ts'
import type { Finding } from '../../certificates/finding.ts'
import { WalletError } from '../../failure.ts'
import { childrenOf, elementAt, expect, identifierOf, NotBer, octetsOf, smallNumberOf } from './ber.ts'
import { ecdsaOids, type HashName, hashNamed, hashOids, oids, rsaWithHashOids } from './oids.ts'
import { algorithmOf, type Cms, type CmsSigner, isPlain, singleAttribute } from './readCms.ts'

export interface SignerCheck {
  readonly findings: readonly Finding[]
  /** The signer's certificate, where it came along and can be read. */
  readonly certificate: ReadCertificate | undefined
}

/**
 * @param known the certificates that came along, as far as they can be read
 * @param digest of the content, by a hash of the signer's choice
 * @param bound whether the form wants the certificate named by its hash (CAdES and PAdES do)
 */
export function verifySigner(
  cms: Cms,
  signer: CmsSigner,
  known: readonly ReadCertificate[],
  digest: (hash: HashName) => Uint8Array,
  bound: boolean,
): SignerCheck {
  const certificate = certificateOf(known, signer)
  const { digestAlgorithm } = signer
  const listed = cms.digestAlgorithms.includes(digestAlgorithm.oid) && isPlain(digestAlgorithm)
  const hash = listed ? hashNamed(hashOids, digestAlgorithm.oid) : undefined
  const findings: Finding[] = [
    {
      rule: 'RFC 5652 5.3 signer identifier',
      ok: certificate !== undefined,
      message: "the signer's certificate came along and can be read",
    },
    {
      rule: 'RFC 5754 2 digest',
      ok: hash !== undefined,
      message: 'the content is hashed with SHA-256, SHA-384 or SHA-512',
    },
    {
      rule: 'RFC 5652 5.3 signed attributes',
      ok: signer.signed !== undefined,
      message: 'the signature covers attributes that name content and signer',
    },
    {
      rule: 'RFC 5652 11.1 content type',
      ok: holds(() => identifierOf(singleAttribute(signer, oids.contentType)) === cms.contentType),
      message: 'the signed content type is that of the content',
    },
    {
      rule: 'RFC 5652 11.2 message digest',
      ok:
        hash !== undefined &&
        holds(() => Buffer.compare(octetsOf(singleAttribute(signer, oids.messageDigest)), digest(hash)) === 0),
      message: 'the signed digest is that of the content',
    },
    ...bindingFindings(signer, certificate, bound),
    {
      rule: 'RFC 5652 5.6 signature',
      ok: hash !== undefined && holds(() => signatureHolds(signer, certificate?.publicKey, hash)),
      message: "the signature holds with the signer's key, by RSA or ECDSA with the same hash",
    },
  ]
  return { findings, certificate }
}

/** Anything unreadable on the way means that it does not hold. */
function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch (error) {
    if (error instanceof NotBer) return false
    throw error
  }
}

function certificateOf(known: readonly ReadCertificate[], { id }: CmsSigner): ReadCertificate | undefined {
  return known.find(({ der, facts }) =>
    'keyId' in id
      ? facts.subjectKeyId === Buffer.from(id.keyId).toString('hex')
      : holds(() => isNamed(der, id.issuer, id.serial)),
  )
}

/** Undefined for bytes that are no certificate. */
export function readable(der: Uint8Array): ReadCertificate | undefined {
  try {
    return openCertificate(der)
  } catch (error) {
    if (error instanceof WalletError) return undefined
    throw error
  }
}

function isNamed(der: Uint8Array, issuer: Uint8Array, serial: Uint8Array): boolean {
  const [toBeSigned] = childrenOf(elementAt(der, 0))
  const fields = toBeSigned === undefined ? [] : childrenOf(toBeSigned)
  const [number, , name] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  if (number === undefined || name === undefined) return false
  return Buffer.compare(number.content, serial) === 0 && Buffer.compare(name.whole, issuer) === 0
}

/** signing-certificate-v2 (RFC 5035 3): without it another certificate for the same key could be put in its place. */
function bindingFindings(signer: CmsSigner, certificate: ReadCertificate | undefined, bound: boolean): Finding[] {
  const rule = 'RFC 5035 3 signing certificate'
  const oldForm = signer.signed?.attributes.some(({ oid }) => oid === oids.signingCertificate) === true
  const newForm = signer.signed?.attributes.some(({ oid }) => oid === oids.signingCertificateV2) === true
  if (!newForm && !oldForm && !bound)
    return [{ rule, ok: true, message: 'the certificate is named by issuer and serial number, which this form allows' }]
  if (!newForm && oldForm)
    return [{ rule, ok: false, message: 'not strong enough: the certificate is named by a SHA-1 hash only' }]
  return [
    {
      rule,
      ok: certificate !== undefined && holds(() => isBound(signer, certificate.der)),
      message: 'the signature names the certificate by its hash',
    },
  ]
}

function isBound(signer: CmsSigner, der: Uint8Array): boolean {
  const value = singleAttribute(signer, oids.signingCertificateV2)
  const [certificates] = value === undefined ? [] : childrenOf(value)
  const [first] = certificates === undefined ? [] : childrenOf(certificates)
  const parts = first === undefined ? [] : childrenOf(first)
  const named = parts[0]?.tag === 0x30 ? parts.shift() : undefined
  const hash = named === undefined ? 'sha256' : hashNamed(hashOids, algorithmOf(named).oid)
  if (hash === undefined) return false
  return Buffer.compare(octetsOf(parts[0]), createHash(hash).update(der).digest()) === 0
}

function signatureHolds(signer: CmsSigner, key: KeyObject | undefined, hash: HashName): boolean {
  const { signed, signature } = signer
  const padding = paddingOf(signer, hash)
  if (signed === undefined || key === undefined || padding === undefined) return false
  if (key.asymmetricKeyType !== (padding === 'ecdsa' ? 'ec' : 'rsa')) return false
  const options = padding === 'ecdsa' ? key : { key, ...padding }
  try {
    return verify(hash, signed.bytes, options, signature)
  } catch {
    // OpenSSL throws for signatures that are no such thing at all.
    return false
  }
}

type Padding = 'ecdsa' | { readonly padding: number; readonly saltLength?: number }

/** How the algorithm's identifier says it was signed; undefined for what does not count here, or names another hash. */
function paddingOf({ signatureAlgorithm }: CmsSigner, hash: HashName): Padding | undefined {
  const { oid, parameters } = signatureAlgorithm
  const plain = isPlain(signatureAlgorithm)
  if (plain && oid === ecdsaOids[hash]) return 'ecdsa'
  if (plain && (oid === oids.rsa || oid === rsaWithHashOids[hash])) return { padding: constants.RSA_PKCS1_PADDING }
  if (oid !== oids.rsaPss || parameters === undefined) return undefined
  // RSASSA-PSS-params (RFC 4055 3.1): hash [0], mask generation [1], salt [2]; the defaults are SHA-1 and do not count.
  const fields = childrenOf(parameters)
  const field = (tag: number) =>
    childrenOf(
      expect(
        fields.find((one) => one.tag === tag),
        tag,
        'parameters',
      ),
    )[0]
  const mask = algorithmOf(field(0xa1))
  const same = (algorithm: { oid: string }) => algorithm.oid === hashOids[hash]
  if (!same(algorithmOf(field(0xa0))) || mask.oid !== '1.2.840.113549.1.1.8' || !same(algorithmOf(mask.parameters)))
    return undefined
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: smallNumberOf(field(0xa2)) }
}
