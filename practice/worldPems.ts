// The practice certificates as PEM files beside the world, for people with openssl, curl and browsers at hand.
import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toPem } from './issueCertificate.ts'
import type { World } from './world.ts'

/** Writes what is missing or differs. `tls-ca.pem` is what a client of the practice portal needs. */
export async function writePems(world: World): Promise<void> {
  const { authorities, signers } = world
  const files: (readonly [string, readonly Uint8Array[]])[] = [
    ['tls-ca', [authorities.tls.certificate]],
    ['jpki-authentication-ca', [authorities.jpkiAuthentication.certificate]],
    ['jpki-signature-ca', [authorities.jpkiSignature.certificate]],
    ['credentials-ca', [authorities.credentials.certificate]],
    ['verifiers-ca', [authorities.verifiers.certificate]],
    ['registrars-ca', [authorities.registrars.certificate]],
    ['tls-server', signers.tls.chain],
    ['credential-issuer', signers.credentialIssuer.chain],
    ['document-signer', signers.documentSigner.chain],
    ['verifier-portal', signers.verifiers.portal.chain],
    ['verifier-clinic', signers.verifiers.clinic.chain],
    ['verifier-rental', signers.verifiers.rental.chain],
    ['registrar', signers.registrar.chain],
  ]
  for (const person of world.people) {
    if (person.authentication) files.push([`${person.id}-authentication`, [person.authentication.certificate]])
    if (person.signature) files.push([`${person.id}-signature`, [person.signature.certificate]])
  }
  await Promise.all(
    files.map(([name, chain]) => writeChanged(join(world.folder, `${name}.pem`), chain.map(toPem).join(''))),
  )
}

async function writeChanged(path: string, text: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => undefined)
  if (present === text) return
  const fresh = `${path}.${randomUUID()}`
  await writeFile(fresh, text, { flag: 'wx' })
  await rename(fresh, path)
}
