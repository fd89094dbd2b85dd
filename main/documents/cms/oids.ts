// The identifiers of CMS that are written and understood here (RFC 5652, 5035, 5754, 5753; ETSI EN 319 122-1).

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** SHA-1 (RFC 2634). */
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  timeStampToken: '1.2.840.113549.1.9.16.1.4',
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
} as const

export type HashName = 'sha256' | 'sha384' | 'sha512'

/** Hashes that count; MD5, SHA-1 and SHA-224 do not. */
export const hashOids: Readonly<Record<HashName, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

export const ecdsaOids: Readonly<Record<HashName, string>> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
}

/** RSASSA-PKCS1-v1_5 that names its hash. */
export const rsaWithHashOids: Readonly<Record<HashName, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
}

/** The hash with that identifier in one of the lists above. */
export function hashNamed(list: Readonly<Record<HashName, string>>, oid: string): HashName | undefined {
  const names: readonly HashName[] = ['sha256', 'sha384', 'sha512']
  return names.find((name) => list[name] === oid)
}
