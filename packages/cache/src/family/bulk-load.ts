import type { FamilyDefinition, Named, ParameterSchemas } from '../definition/definition.ts'
import type { Bulk, LoadContext } from '../definition/loader.ts'
import type { Source } from './flight.ts'

/** The loader of a definition for one key at a time; undefined when it has none. */
export const single = <Pattern extends string, Schemas extends ParameterSchemas<Pattern>, Value>(
  { load, loadMany }: FamilyDefinition<Pattern, Schemas, Value>,
  now: () => number,
): Source<Named<Schemas>, Value> | undefined => {
  if (load) return { load, pass: () => undefined }
  if (!loadMany) return undefined
  return {
    async load(parameters, { signal }) {
      const [loaded] = await loadMany([parameters], { signal, now: now() })
      if (loaded instanceof Error) throw loaded
      return loaded
    },
    pass: () => undefined,
  }
}

interface Gathered<Parameters, Value> {
  readonly parameters: Parameters
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (error: unknown) => void
}

/** Gathers the keys that many flights find missing, and loads them in one call once each flight has looked. */
export class BulkLoad<Parameters, Value> implements Source<Parameters, Value> {
  readonly #loadMany: Bulk<Parameters, Value>
  readonly #now: () => number
  readonly #gathered: Gathered<Parameters, Value>[] = []
  readonly #abort = new AbortController()
  #undecided: number
  #boarded = 0
  #left = 0

  constructor(loadMany: Bulk<Parameters, Value>, flights: number, now: () => number) {
    this.#loadMany = loadMany
    this.#undecided = flights
    this.#now = now
  }

  /** A bulk load for so many flights; undefined where the definition has no bulk loader. */
  static of<Pattern extends string, Schemas extends ParameterSchemas<Pattern>, Value>(
    { loadMany }: FamilyDefinition<Pattern, Schemas, Value>,
    flights: number,
    now: () => number,
  ): BulkLoad<Named<Schemas>, Value> | undefined {
    return loadMany && flights > 0 ? new BulkLoad(loadMany, flights, now) : undefined
  }

  load(parameters: Parameters, { signal }: LoadContext<Value>): Promise<Value | undefined> {
    this.#boarded += 1
    signal.addEventListener('abort', () => this.#leave(signal.reason), { once: true })
    const { promise, resolve, reject } = Promise.withResolvers<Value | undefined>()
    this.#gathered.push({ parameters, resolve, reject })
    this.#decided()
    return promise
  }

  pass(): void {
    this.#decided()
  }

  /** The source hears of it when nobody waits any more. */
  #leave(reason: unknown): void {
    this.#left += 1
    if (this.#left === this.#boarded) this.#abort.abort(reason)
  }

  #decided(): void {
    this.#undecided -= 1
    // later ones, whose holder elsewhere died, load by themselves
    if (this.#undecided <= 0 && this.#gathered.length > 0) void this.#run(this.#gathered.splice(0))
  }

  async #run(gathered: readonly Gathered<Parameters, Value>[]): Promise<void> {
    try {
      const parameters = gathered.map((each) => each.parameters)
      const values = await this.#loadMany(parameters, { signal: this.#abort.signal, now: this.#now() })
      if (values.length !== gathered.length) {
        throw new RangeError(`the bulk loader answered ${values.length} values for ${gathered.length} keys`)
      }
      for (const [i, { resolve, reject }] of gathered.entries()) {
        const value = values[i]
        if (value instanceof Error) reject(value)
        else resolve(value)
      }
    } catch (error) {
      for (const { reject } of gathered) reject(error)
    }
  }
}
