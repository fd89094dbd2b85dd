import type { OpenDraft } from '../../../preload/shapes/drafts.ts'

/** How many places have a source now that they had not before. */
export const placesFilled = (
  { sources: before }: Pick<OpenDraft['draft'], 'sources'>,
  { sources: after }: Pick<OpenDraft['draft'], 'sources'>,
): number =>
  Object.entries(after).filter(([pointer, source]) => {
    const earlier = Object.hasOwn(before, pointer) ? before[pointer] : undefined
    return source.from !== 'typed' && (earlier?.from !== source.from || earlier.at !== source.at)
  }).length
