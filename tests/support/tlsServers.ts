// HTTPS servers on this machine with authorities of their own, for tests of who is believed; each ends with its test.
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { afterEach } from 'vitest'
import {
  certificateAuthority,
  extendedKeyUsage,
  keyUsage,
  serverAuth,
  subjectAltName,
} from '../../practice/certificateExtensions.ts'
import { issueCertificate, toPem } from '../../practice/issueCertificate.ts'

/** A certificate and its key. */
export interface Party {
  readonly certificate: string
  readonly key: KeyObject
}

const day = 86_400_000

export function authority(name: string): Party {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = [['CN', name]] as const
  const certificate = issueCertificate({
    subject,
    publicKey,
    issuer: { name: subject, privateKey },
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    extensions: [certificateAuthority(0), keyUsage('keyCertSign')],
  })
  return { certificate: toPem(certificate), key: privateKey }
}

export function server(issuer: Party, name: string, { host = 'localhost', ended = false } = {}): Party {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificate = issueCertificate({
    subject: [['CN', host]],
    publicKey,
    issuer: { name: [['CN', name]], privateKey: issuer.key },
    notBefore: new Date(Date.now() - 2 * day),
    notAfter: new Date(Date.now() + (ended ? -day : day)),
    extensions: [keyUsage('digitalSignature'), extendedKeyUsage([serverAuth]), subjectAltName({ dns: host })],
  })
  return { certificate: toPem(certificate), key: privateKey }
}

export const ca = authority('Test TLS root')
export const otherCa = authority('Other TLS root')
export const good = server(ca, 'Test TLS root')

export type Handler = NonNullable<Parameters<typeof createHttpsServer>[1]>

/** Servers that end with the test that started them; both give the origin. */
export function tlsServers() {
  const running: Server[] = []
  afterEach(async () => {
    for (const one of running.splice(0)) {
      if ('closeAllConnections' in one && typeof one.closeAllConnections === 'function') one.closeAllConnections()
      await new Promise((resolve) => one.close(resolve))
    }
  })
  const listen = async (one: Server): Promise<string> => {
    running.push(one)
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
    return `https://localhost:${(one.address() as AddressInfo).port}`
  }
  const serve = (handle: Handler, party: Party = good, options: ServerOptions = {}): Promise<string> =>
    listen(
      createHttpsServer(
        { key: party.key.export({ type: 'pkcs8', format: 'pem' }), cert: party.certificate, ...options },
        handle,
      ),
    )
  return { running, listen, serve }
}
