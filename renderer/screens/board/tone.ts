// How an application stands, as the colour of its edge; the portal's own word always stands beside it.
import type { ApplicationStatus } from '../../../preload/shapes/applications.ts'
import type { Tone } from '../../components/Sheet.tsx'

export function toneOf(status: ApplicationStatus): Tone | undefined {
  switch (status) {
    case 'completed':
      return 'good'
    case 'returned':
    case 'payment_wait':
      return 'warn'
    case 'rejected':
      return 'bad'
    default:
      return undefined
  }
}
