import { inventedPrices, labelOf, outcomeConfig, performanceByGroup, signedReturnPct } from '@fyntrix/analysis'
import type { Database } from '@fyntrix/db/shared'
import type {
  ExitRequest,
  RecommendationPerformance,
  RecommendationPerformanceQuery,
  RecommendationQuery,
  RecommendationRecord,
} from '@fyntrix/domain/recommendations'
import { DomainError, type Id, type Lane, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import type { Clock } from '../shared/index.ts'

/** Suggestions of runs and what became of them. Looks at one lane. */
export interface Recommendations {
  /** A page of recommendations, newest first. */
  list(query: RecommendationQuery): Promise<RecommendationRecord[]>
  /** Throws `not-found`. */
  byId(id: Id): Promise<RecommendationRecord>
  /** How recommendations did, by group. Equal facts give equal numbers. */
  performance(query: RecommendationPerformanceQuery): Promise<RecommendationPerformance>
  /**
   * Closes a recommendation by an exit that somebody made, at its recommended entry price and the assumed costs of its mode; its outcomes over the
   * horizons are told all the same. The same exit twice answers the same. Throws `conflict` when it was closed otherwise before, `invalid-input` for an
   * exit before the signal, `refused` for one in the future.
   */
  applyExit(request: ExitRequest): Promise<RecommendationRecord>
}

interface Dependencies {
  readonly db: Database
  readonly clock: Clock
  readonly wall: Now
  readonly lane: Lane
}

const warnings = [
  'net returns after assumed costs, entered at the next open: nobody has traded them',
  'groups stand side by side: of intervals at 95 % about one in twenty misses by chance',
]

const warningsOf = (lane: Lane): string[] => [...warnings, ...(lane === 'simulated' ? [inventedPrices] : [])]

const isSame = ({ exit }: RecommendationRecord, request: ExitRequest): boolean =>
  exit?.reason === request.reason &&
  exit.price === request.price &&
  exit.at !== null &&
  Date.parse(exit.at) === Date.parse(request.at)

export const createRecommendations = ({ db, clock, wall, lane }: Dependencies): Recommendations => {
  const byId = async (id: Id): Promise<RecommendationRecord> => {
    const found = await db.repositories().recommendations.byId(lane, id)
    if (found) return found
    throw new DomainError('not-found', `there is no recommendation ${id}`)
  }

  const refuseImpossible = ({ at }: ExitRequest, { generatedAt }: RecommendationRecord): void => {
    if (Date.parse(at) > clock.now().getTime())
      throw new DomainError('refused', `the exit at ${at} lies after the market's clock, ${toInstant(clock.now())}`)
    if (Date.parse(at) < Date.parse(generatedAt))
      throw new DomainError('invalid-input', `the exit at ${at} lies before the signal of ${generatedAt}`)
  }

  return {
    byId,
    list: (query) => db.repositories().recommendations.list({ lane, ...query }),
    async performance(query) {
      const { recommendations } = db.repositories()
      const wanted = { lane, ...query }
      const [sessions, counts] = await Promise.all([recommendations.measured(wanted), recommendations.counts(wanted)])
      return { by: query.by, groups: performanceByGroup(sessions), counts, warnings: warningsOf(lane) }
    },
    async applyExit(request) {
      const record = await byId(request.id)
      if (isSame(record, request)) return record
      refuseImpossible(request, record)
      const costPct = outcomeConfig.costPct[record.mode]
      const netReturnPct = signedReturnPct(record.direction, record.entryPrice, request.price) - costPct
      const exit = { ...request, netReturnPct, costPct, label: labelOf(netReturnPct, outcomeConfig) }
      await db.transaction(async (tx) => {
        if (!(await tx.recommendations.close(exit, clock.now()))) return
        await tx.outbox.append({ topic: 'recommendations.closed', lane, recommendations: [request.id] }, newId(wall()))
      })
      const closed = await byId(request.id)
      if (isSame(closed, request)) return closed
      throw new DomainError('conflict', `recommendation ${request.id} was closed otherwise: ${closed.exit?.reason}`)
    },
  }
}
