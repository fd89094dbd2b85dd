// What a person rehearsing can do that no real wallet can: put cards into readers, start the portal, stand at a desk.
import type { PracticeCardKind, PracticeState } from '../../preload/shapes/practice.ts'

export interface PracticeTools {
  read(): PracticeState
  /** Where the portal is, or was before it stopped: it keeps its address. */
  portalOrigin(): string | undefined
  onChange(listener: (state: PracticeState) => void): () => void
  insertCard(reader: string, personId: string, kind?: PracticeCardKind): void
  removeCard(reader: string): void
  startPortal(): Promise<void>
  stopPortal(): Promise<void>
  /** A new request of that desk, as the link that its page or poster would open. @throws portal.unreachable */
  ask(verifier: 'portal' | 'clinic' | 'rental'): Promise<string>
  /** The page behind a QR code of the practice portal. @throws practice.only for any other address */
  openPhone(address: string): void
  close(): Promise<void>
}
