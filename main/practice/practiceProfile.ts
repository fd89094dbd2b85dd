import { checkProfile } from '../portal/checkProfile.ts'
import type { PortalProfile } from '../portal/profile.ts'

/** The practice portal as a portal profile: the only one that is complete, and the only one on this machine. */
export function practiceProfile(origin: string, anchors: readonly string[]): PortalProfile {
  return checkProfile({
    id: 'practice',
    label: { ja: '練習用ポータル', en: 'Practice portal' },
    kind: 'practice',
    origin,
    client: { id: 'tefuda' },
    tls: { anchors: [...anchors] },
  })
}
