import type { Handlers } from '../../preload/contract.ts'
import { fail } from '../failure.ts'
import type { Room } from './room.ts'

export function draftsCalls({ desk }: Room): Handlers['drafts'] {
  const drawer = () => desk.open().drawer
  const notFound = async () => fail({ code: 'draft.notFound' })
  return {
    list: async () => [],
    begin: notFound,
    correct: notFound,
    open: notFound,
    concern: notFound,
    save: notFound,
    fillOffers: notFound,
    fill: notFound,
    attachable: notFound,
    attach: notFound,
    detach: notFound,
    review: notFound,
    send: notFound,
    drop: async ({ id }) => {
      await drawer().dropDraft(id)
      return []
    },
    withdraw: notFound,
  }
}
