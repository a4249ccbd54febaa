import { type Calendar, istDate } from '@fyntrix/calendar'
import type { WarmKind } from '@fyntrix/domain/cache'
import { DashboardPeriod } from '@fyntrix/domain/dashboard'
import { LevelsScope } from '@fyntrix/domain/levels'
import { DomainError, type SessionDate } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import type { CandleHistories } from '../candles/index.ts'
import type { Dashboards } from '../dashboard/index.ts'
import type { Levels } from '../levels/index.ts'
import type { TopPicks } from '../top-picks/index.ts'
import type { Universes } from '../universes/index.ts'

/** Who serves what is warmed. */
export interface WarmingSources {
  readonly topPicks: TopPicks
  readonly dashboards: Dashboards
  readonly levels: Levels
  readonly candleHistories: CandleHistories
  readonly universes: Universes
  readonly calendar: Calendar
}

/** What became of a thing: it was in the cache, it is now, or why not. */
export type Warmth = 'found' | 'warmed' | { readonly reason: string; readonly detail: string }

/** One question that readers will ask; asking it puts the answer into the cache. Throws where there is none. */
export interface WarmTarget {
  readonly kind: WarmKind
  readonly name: string
  readonly ask: () => Promise<Warmth>
}

/** Calendar days up to the last session that windows of daily candles begin before it. */
export const windowDays = [30, 90, 365] as const

const dayMs = 86_400_000

const daysBefore = (date: SessionDate, days: number): SessionDate =>
  new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10)

/** Members of all universes as of an instant, each once. Of a universe without a list then there are none. */
const membersOf = (universes: Universes, now: Date): string[] => [
  ...new Set(
    Universe.options.flatMap((universe) => {
      try {
        return universes.members(universe, now).symbols
      } catch (cause) {
        if (cause instanceof DomainError && cause.code === 'refused') return []
        throw cause
      }
    }),
  ),
]

const from = (store: 'redis' | 'postgresql' | 'process'): Warmth => (store === 'postgresql' ? 'warmed' : 'found')

/**
 * What is worth having in the cache as of an instant: the latest picks of each universe and mode, the dashboards, the levels of each member, and its daily candles up
 * to the exchange date before, over windows of some lengths.
 */
export const warmingTargets = (sources: WarmingSources, now: Date): WarmTarget[] => {
  const { topPicks, dashboards, levels, candleHistories, universes, calendar } = sources
  const symbols = membersOf(universes, now)
  const to = istDate(now.getTime())
  const windows = windowDays
    .map((days) => daysBefore(to, days))
    .map((date) => (date < calendar.range.first ? calendar.range.first : date))
  return [
    ...Universe.options.flatMap((universe) =>
      Mode.options.map(
        (mode): WarmTarget => ({
          kind: 'picks',
          name: `${universe} ${mode}`,
          ask: async () => from((await topPicks.latest({ universe, mode })).servedFrom),
        }),
      ),
    ),
    ...DashboardPeriod.options.map(
      (period): WarmTarget => ({
        kind: 'dashboards',
        name: period,
        ask: async () => from((await dashboards.latest({ period })).servedFrom),
      }),
    ),
    ...symbols.map(
      (symbol): WarmTarget => ({
        kind: 'levels',
        name: symbol,
        async ask() {
          const answers = await levels.latest({ symbols: [symbol], scopes: [...LevelsScope.options] })
          const without = answers.find((answer) => answer.levels === null)
          if (without) return { reason: 'no levels', detail: without.reason ?? 'there are none' }
          return from(answers.every(({ servedFrom }) => servedFrom === 'redis') ? 'redis' : 'postgresql')
        },
      }),
    ),
    ...symbols.flatMap((symbol) =>
      windows.map(
        (first): WarmTarget => ({
          kind: 'candles',
          name: `${symbol} from ${first}`,
          async ask() {
            const history = await candleHistories.between({ symbol, interval: 'day', from: first, to })
            if (history.ts.length === 0) return { reason: 'no candles', detail: `${history.source} has none` }
            return from(history.servedFrom)
          },
        }),
      ),
    ),
  ]
}
