interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** Does the same thing for many callers at once; a result each, or the error of the whole. */
export type Batched<Item, Result> = (item: Item) => Promise<Result>

/**
 * Joins calls that come while one is under way into one: whoever is alone goes at once, and however many come meanwhile go together, at most `limit` of them.
 * Where all of them wait for the same row, they wait for one commit instead of one each. `run` answers a result for each item, in their order.
 */
export const inBatches = <Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  limit: number,
): Batched<Item, Result> => {
  let waiting: Waiting<Item, Result>[] = []
  let busy = false

  const together = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item))
      if (results.length !== batch.length) throw new Error(`${batch.length} items got ${results.length} results`)
      for (const [i, result] of results.entries()) batch[i]?.resolve(result)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  const drain = async (): Promise<void> => {
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, limit)
      waiting = waiting.slice(limit)
      await together(batch)
    }
    busy = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void drain()
    })
}
