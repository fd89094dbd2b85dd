// Seals a secret for main, in the page where it was typed; see main/sealedBytes.ts, which opens it.
const use = 'tefuda/between-processes/1'
const curve = { name: 'ECDH', namedCurve: 'P-256' } as const

/** @param publicKey an uncompressed point. @returns ephemeral public key, nonce, cipher text and tag */
export async function sealInPage(publicKey: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
  const { subtle } = globalThis.crypto
  const own = await subtle.generateKey(curve, false, ['deriveBits'])
  const point = new Uint8Array(await subtle.exportKey('raw', own.publicKey))
  const peer = await subtle.importKey('raw', Uint8Array.from(publicKey), curve, false, [])
  const shared = await subtle.deriveBits({ name: 'ECDH', public: peer }, own.privateKey, 256)
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: joined(point, publicKey), info: new TextEncoder().encode(use) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(12))
  const text = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, key, Uint8Array.from(plain)))
  return joined(point, iv, text)
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
