// Remembers the results of dear and pure work (reading a certificate, importing a key) and forgets the oldest first.

/** A map with at most `limit` entries; reading an entry makes it the newest. */
export interface Recent<V> {
  read(key: string): V | undefined
  write(key: string, value: V): V
}

export function recent<V>(limit: number): Recent<V> {
  const entries = new Map<string, V>()
  return {
    read(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    write(key, value) {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size > limit) {
        for (const oldest of entries.keys()) {
          entries.delete(oldest)
          break
        }
      }
      return value
    },
  }
}
