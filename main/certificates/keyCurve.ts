import type { KeyObject } from 'node:crypto'

const known = new WeakMap<KeyObject, string>()

/** The curve of an elliptic-curve key, else an empty text. Asking Node costs more than it seems, so each key is asked once. */
export function curveOf(key: KeyObject): string {
  const remembered = known.get(key)
  if (remembered !== undefined) return remembered
  const curve = key.asymmetricKeyType === 'ec' ? (key.asymmetricKeyDetails?.namedCurve ?? '') : ''
  known.set(key, curve)
  return curve
}
