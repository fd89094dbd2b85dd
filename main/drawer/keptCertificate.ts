// A kept certificate of the card as the card's own screen shows one, judged anew for the present.
import type { CertificateView } from '../../preload/shapes/certificates.ts'
import { readCertificate } from '../certificates/certificate.ts'
import { certificateView, roleOf } from '../certificates/certificateView.ts'
import type { Trust } from '../certificates/trust.ts'
import { decodeChain } from '../credentials/chainBytes.ts'
import type { StoredCredential } from '../credentials/credential.ts'

/** Undefined for what is no certificate of a card. */
export async function keptCertificate(
  { format, raw }: Pick<StoredCredential, 'format' | 'raw'>,
  trust: Trust,
  at: Date,
): Promise<CertificateView | undefined> {
  if (format !== 'x509') return undefined
  const [certificate, authority] = decodeChain(raw)
  const role = certificate && roleOf(readCertificate(certificate))
  return certificate && role && certificateView({ certificate, role, authority, trust, at })
}
