import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delivered, freshId, type SampleBar, sampleBatch, startOfSession, testDatabase } from '../testing/index.ts'

const { database } = await testDatabase()
const { candles } = database

const hourMs = 3_600_000
const sessions = ['2026-01-01', '2026-01-02', '2026-01-05'].map(startOfSession)
const firstInstant = Date.parse('2026-01-01T00:00:00.000Z')

interface Import {
  readonly receivedAt: number
  readonly bars: readonly SampleBar[]
}

const instants = fc.integer({ min: 0, max: 200 }).map((hours) => firstInstant + hours * hourMs)
const bar = (recorded: boolean): fc.Arbitrary<SampleBar> =>
  fc
    .record({
      session: fc.nat(sessions.length - 1),
      close: fc.integer({ min: 1, max: 3 }),
      provisional: fc.boolean(),
      at: instants,
    })
    .map(({ session, close, provisional, at }) => ({
      ts: sessions[session] ?? 0,
      close,
      provisional,
      ...(recorded && { knownAt: at, cachedAt: at }),
    }))
// sorted by ts as providers promise; the order of versions of one bar is the order of delivery
const imports = (recorded: boolean): fc.Arbitrary<Import[]> =>
  fc.array(fc.array(bar(recorded), { maxLength: 8 }), { minLength: 1, maxLength: 4 }).chain((all) =>
    fc.array(instants, { minLength: all.length, maxLength: all.length }).map((times) =>
      all.map((bars, i) => ({
        bars: [...bars].sort((a, b) => a.ts - b.ts),
        receivedAt: [...times].sort((a, b) => a - b)[i] ?? 0,
      })),
    ),
  )

interface Version {
  readonly close: number
  readonly provisional: boolean
  readonly knownAt: number
}

/** The rules of versions in their simplest form: one list a bar. */
class Model {
  readonly #versions = new Map<number, Version[]>()

  add({ receivedAt, bars }: Import): void {
    for (const { ts, close, provisional = false, knownAt = ts + 16 * hourMs, cachedAt } of bars) {
      const versions = this.#versions.get(ts) ?? []
      this.#versions.set(ts, versions)
      if (versions.some((version) => version.close === close && version.provisional === provisional)) continue
      const later = versions.length > 0 && cachedAt === undefined
      versions.push({ close, provisional, knownAt: later ? Math.max(knownAt, receivedAt) : knownAt })
    }
  }

  read(asOf: number, limit: number): (readonly [number, number, boolean])[] {
    return [...this.#versions]
      .sort(([a], [b]) => a - b)
      .flatMap(([ts, versions]) => {
        const newest = versions.findLast(({ knownAt }) => knownAt <= asOf)
        return newest === undefined || ts > asOf ? [] : [[ts, newest.close, newest.provisional] as const]
      })
      .slice(-limit)
  }
}

let series = 0
const nextSymbol = () => `SERIES${series++}`

const importInto = (symbol: string, { receivedAt, bars }: Import) =>
  candles.importCandles(delivered(sampleBatch({ symbol }, bars)), {
    importId: freshId(),
    source: 'nse-daily',
    description: 'sample',
    receivedAt: new Date(receivedAt),
  })

const readFrom = async (symbol: string, asOf: number, limit: number) => {
  const query = { source: 'nse-daily', symbol, interval: 'day', asOf: new Date(asOf), limit } as const
  const { ts, close, provisional } = await candles.read(query)
  return [...ts].map((start, i) => [start, close[i], provisional[i] === 1])
}

test.each([
  ['with recorded arrivals', true],
  ['without recorded arrivals', false],
])('imports %s and reads as of any instant follow the rules of versions', { timeout: 120_000 }, async (_, recorded) => {
  const reads = fc.array(fc.tuple(instants, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(imports(recorded), reads, async (all, questions) => {
      const symbol = nextSymbol()
      const model = new Model()
      for (const one of all) {
        await importInto(symbol, one)
        model.add(one)
      }
      for (const [asOf, limit] of questions)
        expect(await readFrom(symbol, asOf, limit)).toEqual(model.read(asOf, limit))
    }),
    { numRuns: 15 },
  )
})

test('what is imported later never changes a read as of an instant before it was received', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(imports(false), instants, async (all, asOf) => {
      const symbol = nextSymbol()
      // the first import brings every bar: a new version may then change, but no bar may appear
      await importInto(symbol, { receivedAt: 0, bars: sessions.map((ts) => ({ ts, close: 9 })) })
      for (const one of all) {
        const before = await readFrom(symbol, asOf, 9)
        await importInto(symbol, one)
        const after = asOf < one.receivedAt ? await readFrom(symbol, asOf, 9) : before
        expect(after).toEqual(before)
      }
    }),
    { numRuns: 15 },
  )
})
