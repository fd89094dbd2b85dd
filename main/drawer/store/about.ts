// What the file says of itself, so that header and file are known to belong together; and the slots' public keys.
import type { Realm } from '../../ports.ts'
import type { Sql } from '../database.ts'

export interface About {
  readonly drawerId: string
  readonly realm: Realm
  readonly generation: number
  readonly personName: string
}

/** What is known of a slot inside its drawer alone. */
interface SlotNote {
  readonly id: string
  /** Of a card slot: what the card was. */
  readonly medium: 'card' | 'phone' | null
  /** When it opened the drawer last. */
  readonly usedAt: string | null
}

export function aboutStore(sql: Sql) {
  const insert = sql.prepare(
    'INSERT INTO about (one, drawer_id, realm, generation, person_name, created_at) VALUES (1, ?, ?, ?, ?, ?)',
  )
  const select = sql.prepare<[], About>(
    'SELECT drawer_id AS drawerId, realm, generation, person_name AS personName FROM about WHERE one = 1',
  )
  const move = sql.prepare('UPDATE about SET drawer_id = ?, realm = ?, generation = ?, person_name = ? WHERE one = 1')
  const rename = sql.prepare('UPDATE about SET person_name = ? WHERE one = 1')
  const setGeneration = sql.prepare('UPDATE about SET generation = ? WHERE one = 1')
  const slots = sql.prepare<[], { id: string; publicKey: Uint8Array }>('SELECT id, public_key AS publicKey FROM slot')
  const removeSlot = sql.prepare('DELETE FROM slot WHERE id = ?')
  const addSlot = sql.prepare('INSERT INTO slot (id, public_key) VALUES (?, ?) ON CONFLICT (id) DO NOTHING')
  const known = sql.prepare<[], SlotNote>('SELECT id, medium, used_at AS usedAt FROM slot')
  const setMedium = sql.prepare('UPDATE slot SET medium = ? WHERE id = ?')
  const setUsed = sql.prepare('UPDATE slot SET used_at = ? WHERE id = ?')

  return {
    write: ({ drawerId, realm, generation, personName }: About, createdAt: string) => {
      insert.run(drawerId, realm, generation, personName, createdAt)
    },
    read: (): About | undefined => select.get(),
    /** What was restored is another drawer. */
    moveTo: ({ drawerId, realm, generation, personName }: About) => {
      move.run(drawerId, realm, generation, personName)
    },
    rename: (personName: string) => void rename.run(personName),
    setGeneration: (generation: number) => void setGeneration.run(generation),
    /** The slots' public keys by slot id. */
    publicKeys: (): ReadonlyMap<string, Uint8Array> => new Map(slots.all().map(({ id, publicKey }) => [id, publicKey])),
    writePublicKeys: (keys: ReadonlyMap<string, Uint8Array>) => {
      for (const { id } of slots.all()) if (!keys.has(id)) removeSlot.run(id)
      for (const [id, publicKey] of keys) addSlot.run(id, Buffer.from(publicKey))
    },
    slotNotes: (): ReadonlyMap<string, SlotNote> => new Map(known.all().map((note) => [note.id, note])),
    setMedium: (id: string, medium: SlotNote['medium']) => void setMedium.run(medium, id),
    setUsed: (id: string, at: string) => void setUsed.run(at, id),
  }
}
