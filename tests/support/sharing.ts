// What a share showed beforehand, and what became of it.
import { declineShare } from '../../main/journeys/share.ts'
import type { RequestSummary } from '../../preload/shapes/sharing.ts'
import type { Stage } from './stage.ts'

export const insuranceVct = 'urn:tefuda:practice:health-insurance:1'

export const decline = ({ ports, drawer, requests: pending }: Stage, id: string) =>
  declineShare(ports, { drawer, pending, language: 'ja' }, id)

/** Shares and declined requests in the ledger, the newest first. */
export const sharesOf = async ({ drawer }: Stage) =>
  (await drawer.ledger()).filter(({ act }) => act === 'share' || act === 'decline')

/** What each option would send, by attribute names, credentials apart. */
export const offered = ({ options }: RequestSummary): string[][] =>
  options.map(({ parts }) =>
    parts.flatMap(({ candidates }) =>
      candidates.flatMap(({ attributes }) => attributes.map(({ path }) => String(path.at(-1)))),
    ),
  )

/** Names of the attributes that arrived. */
export const namesIn = ({ attributes }: Awaited<ReturnType<Stage['control']['outcomeOf']>>): string[] =>
  attributes.flatMap(({ claims }) => claims.map(({ path }) => String(path.at(-1))))
