// The practice tools over the practice world: cards in memory readers, the practice portal, its desks.
import { createPracticeCard, type PracticeCard } from '../../practice/card/practiceCard.ts'
import type { MemoryReaders } from '../../practice/memoryReaders.ts'
import { portalControl } from '../../practice/portal/portalControl.ts'
import type { World } from '../../practice/world.ts'
import type { PracticeState } from '../../preload/shapes.ts'
import { fail } from '../failure.ts'
import type { Fetch, ReaderId } from '../ports.ts'
import type { PracticeTools } from './tools.ts'

/** The practice portal in a process of its own (or, in tests, in this one). */
export interface PortalRunner {
  /** Starts it, or finds the one that runs already for this practice world. */
  start(): Promise<{ origin: string; token: string }>
  stop(): Promise<void>
  /** Told when it ends by itself. */
  onEnd(listener: () => void): void
}

export interface PracticeSetting {
  readonly world: World
  /** Absent where cards come through PC/SC. */
  readonly readers?: { readonly port: MemoryReaders; readonly ids: readonly ReaderId[] }
  readonly portal: PortalRunner
  readonly fetch: Fetch
}

const notes: Record<string, { ja: string; en: string }> = {
  taro: {
    ja: '世帯主。署名用の証明書があと60日で切れます',
    en: 'Head of the household; the signing certificate ends in 60 days',
  },
  hanako: { ja: '太郎の妻。会社の健康保険', en: 'Works; has health insurance of her own' },
  sakura: { ja: '16歳。署名用の証明書も持っています', en: 'Aged 16; has both certificates' },
  haruto: { ja: '6歳。署名用の証明書はありません', en: 'Aged 6; has no signing certificate' },
  ume: {
    ja: '78歳。暗証番号のない顔認証カード（ログインできません）',
    en: 'Aged 78; a card without PINs, which cannot log in',
  },
  ichiro: { ja: '証明書の期限が2か月前に切れました', en: 'The certificate ended two months ago' },
}

const desks: PracticeState['verifiers'] = [
  {
    id: 'clinic',
    name: { ja: '練習クリニック受付', en: 'Practice clinic, reception' },
    asks: { ja: '健康保険の資格', en: 'Health insurance' },
  },
  {
    id: 'rental',
    name: { ja: '練習レンタカー', en: 'Practice car rental' },
    asks: { ja: '免許の種類と20歳以上かどうか', en: 'Licence categories and age over 20' },
  },
  {
    id: 'portal',
    name: { ja: '練習用ポータル', en: 'Practice portal' },
    asks: { ja: '手続に使う情報', en: 'Data for a procedure' },
  },
]

export function createPracticeTools({ world, readers, portal, fetch }: PracticeSetting): PracticeTools {
  // One card a person for the life of the program, so that spent tries stay spent while the card is out of the reader.
  const cards = new Map<string, PracticeCard>()
  const inserted = new Map<ReaderId, string>()
  const listeners = new Set<(state: PracticeState) => void>()
  let running: { origin: string; token: string } | undefined
  let origin: string | undefined

  const read = (): PracticeState => ({
    people: world.people.map(({ id, name, pins: { authentication, signature, input } }) => ({
      id,
      name: name.kanji,
      note: notes[id] ?? { ja: '', en: '' },
      pins: {
        ...(authentication === undefined ? {} : { authentication }),
        ...(signature === undefined ? {} : { signature }),
        ...(input === undefined ? {} : { input }),
      },
    })),
    readers: (readers?.ids ?? []).map((id) => ({ id, personId: inserted.get(id) ?? null })),
    portal: running === undefined ? { running: false } : { running: true, origin: running.origin },
    verifiers: desks,
  })
  const tell = (): void => {
    for (const listener of listeners) listener(read())
  }
  portal.onEnd(() => {
    running = undefined
    tell()
  })

  return {
    read,
    portalOrigin: () => origin,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    insertCard(reader, personId) {
      const person = world.person(personId)
      if (readers === undefined || person === undefined || !readers.ids.includes(reader))
        return fail({ code: 'practice.only' })
      const card = cards.get(person.id) ?? createPracticeCard(world, person)
      cards.set(person.id, card)
      for (const [other, id] of inserted) if (id === person.id) inserted.delete(other)
      readers.port.insert(reader, card)
      inserted.set(reader, person.id)
      tell()
    },
    removeCard(reader) {
      readers?.port.remove(reader)
      inserted.delete(reader)
      tell()
    },
    async startPortal() {
      running = await portal.start()
      origin = running.origin
      tell()
    },
    async stopPortal() {
      await portal.stop()
      running = undefined
      tell()
    },
    async ask(verifier) {
      if (running === undefined) fail({ code: 'portal.unreachable' })
      const control = portalControl(fetch, running.origin, running.token)
      return (await control.requestFrom(verifier)).request
    },
    async close() {
      listeners.clear()
      await portal.stop()
    },
  }
}
