// Which sets of credential queries may be answered together, and in which ways: the choices of a DCQL query, counted out.

/** One way to answer one credential query: which of its claims, and how many attributes that is. */
export interface Way<W> {
  readonly way: W
  readonly attributes: number
}

/** A query with the ways in which it can be answered now; none: it cannot be answered. */
export interface Answerable<W> {
  readonly id: string
  /** In the verifier's order. */
  readonly ways: readonly Way<W>[]
}

export interface SetQuery {
  readonly options: readonly (readonly string[])[]
  readonly required: boolean
}

/** One combination: for each answered query, in the query's order, the way in which it is answered. */
export type Combination<W> = readonly { readonly id: string; readonly way: W }[]

/**
 * The allowed combinations in the verifier's order of preference, each once, at most `limit`; the one with the fewest
 * attributes is always among them. Optional sets come first with, then without.
 *
 * Queries are bits of a number, so that sets which overlap a thousandfold cost no more than the 2^16 unions they can make.
 *
 * @see OpenID4VP 1.0 section 6.4.2
 */
export function combinations<W>(
  queries: readonly Answerable<W>[],
  sets: readonly SetQuery[] | undefined,
  limit: number,
): Combination<W>[] {
  const unions = sets === undefined ? everything(queries) : unionsOf(queries, sets)
  if (unions.length === 0) return []
  const found: Combination<W>[] = []
  for (const union of unions) {
    const members = membersOf(queries, union)
    for (const combination of product(members)) {
      found.push(combination)
      if (found.length === limit) break
    }
    if (found.length === limit) break
  }
  const least = leastOf(queries, unions)
  return found.some((combination) => sameCombination(combination, least)) ? found : [...found.slice(0, -1), least]
}

/** Without credential sets all credentials are wanted, or nothing is returned. */
function everything<W>(queries: readonly Answerable<W>[]): number[] {
  return queries.every(({ ways }) => ways.length > 0) ? [2 ** queries.length - 1] : []
}

function unionsOf<W>(queries: readonly Answerable<W>[], sets: readonly SetQuery[]): number[] {
  const bit = new Map(queries.map(({ id, ways }, index) => [id, ways.length > 0 ? 2 ** index : undefined]))
  let unions = [0]
  for (const { options, required } of sets) {
    const masks = options.flatMap((ids) => {
      const bits = ids.map((id) => bit.get(id))
      return bits.every((value) => value !== undefined) ? [bits.reduce((mask, value) => mask | value, 0)] : []
    })
    if (!required) masks.push(0)
    unions = [...new Set(unions.flatMap((union) => masks.map((mask) => union | mask)))]
  }
  return unions.filter((union) => union !== 0)
}

function membersOf<W>(queries: readonly Answerable<W>[], union: number): Answerable<W>[] {
  return queries.filter((_, index) => (union & (2 ** index)) !== 0)
}

/** All ways of the first query with all ways of the rest, the first query's order leading; made one by one. */
function* product<W>([first, ...rest]: readonly Answerable<W>[]): Generator<Combination<W>> {
  if (first === undefined) {
    yield []
    return
  }
  for (const { way } of first.ways) {
    for (const others of product(rest)) yield [{ id: first.id, way }, ...others]
  }
}

/** Fewest attributes, then fewest credentials, then the verifier's preference. */
function leastOf<W>(queries: readonly Answerable<W>[], unions: readonly number[]): Combination<W> {
  const smallest = new Map(queries.map((query) => [query.id, smallestWay(query.ways)]))
  let best: { cost: number; members: Answerable<W>[] } | undefined
  for (const union of unions) {
    const members = membersOf(queries, union)
    const cost = members.reduce((sum, { id }) => sum + (smallest.get(id)?.attributes ?? 0) * 1000 + 1, 0)
    if (best === undefined || cost < best.cost) best = { cost, members }
  }
  return (best?.members ?? []).flatMap(({ id }) => {
    const way = smallest.get(id)
    return way === undefined ? [] : [{ id, way: way.way }]
  })
}

function smallestWay<W>(ways: readonly Way<W>[]): Way<W> | undefined {
  return ways.reduce<Way<W> | undefined>(
    (least, way) => (least === undefined || way.attributes < least.attributes ? way : least),
    undefined,
  )
}

function sameCombination<W>(one: Combination<W>, other: Combination<W>): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, way }, index) => id === other[index]?.id && way === other[index]?.way)
  )
}
