import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import { Confidence } from '@fyntrix/domain/agents'
import {
  type GlobalScore,
  type RankedScore,
  type ScoreAnswer,
  type ScoresQuery,
  type ScoresRefresh,
  type TopScores,
  type TopScoresQuery,
} from '@fyntrix/domain/scores'
import { type Lane, toInstant } from '@fyntrix/domain/shared'
import { Universe } from '@fyntrix/domain/universes'
import type { Redis } from 'ioredis'
import type { Clock, Log } from '../shared/index.ts'
import type { Universes } from '../universes/index.ts'
import { computeScores } from './compute-scores.ts'
import type { scoreProjections } from './scores.cache.ts'
import type { ScoreViews } from './scores.views.ts'
import { staleReason } from './staleness.ts'

/** One score a symbol, for all universes and instances. Looks at one lane. */
export interface Scores {
  /** The score of each symbol, in their order, from Redis where it is, else from the facts. With `asOf`, of what had been said then. */
  latest(query: ScoresQuery): Promise<ScoreAnswer[]>
  /** The stocks of a universe, or of all, by score: any two stand in the same order in every universe. Throws `refused` before its first dated list. */
  top(query: TopScoresQuery): Promise<TopScores>
  /** Writes all scores into Redis from the facts. It makes none newer than its analysis. Throws `unavailable` while Redis is away. */
  refresh(): Promise<ScoresRefresh>
}

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly projections: ReturnType<typeof scoreProjections>
  readonly views: ScoreViews
  readonly universes: Universes
  readonly calendar: Calendar
  readonly clock: Clock
  readonly lane: Lane
  readonly log: Log
}

const byScore = (a: { symbol: string; blendScore: number }, b: { symbol: string; blendScore: number }): number =>
  b.blendScore - a.blendScore || (a.symbol < b.symbol ? -1 : 1)

/** Whether a confidence is at least another; they are listed highest first. */
const atLeast = (confidence: Confidence | null, least: Confidence): boolean =>
  confidence !== null && Confidence.options.indexOf(confidence) <= Confidence.options.indexOf(least)

export const createScores = (deps: Dependencies): Scores => {
  const { db, redis, projections, views, universes, calendar, clock, lane, log } = deps

  const fromRedis = async (symbols: readonly string[]): Promise<Map<string, GlobalScore>> => {
    const results = await projections.score.readMany(
      redis,
      symbols.map((symbol) => ({ symbol })),
    )
    const failed = results.find((result) => result.status === 'failed')
    if (failed) log.warn({ err: failed.error }, 'scores could not be read from Redis; answering from PostgreSQL')
    const found = results.flatMap((result) => (result.status === 'found' ? [result.value] : []))
    return new Map(found.filter((score) => score.lane === lane).map((score) => [score.symbol, score]))
  }

  const keep = async (scores: readonly GlobalScore[], version: number) => {
    const writes = scores.map((score) => projections.score.write(redis, { symbol: score.symbol }, score, version))
    const failed = (await Promise.allSettled(writes)).find((each) => each.status === 'rejected')
    if (failed) log.warn({ err: failed.reason }, 'scores could not be put back into Redis')
  }

  const fromFacts = async (symbols: readonly string[]): Promise<Map<string, GlobalScore>> => {
    if (symbols.length === 0) return new Map()
    // taken before the facts are read: whoever has a higher one has read at least as much
    const version = await db.repositories().views.takeVersion()
    const scores = await computeScores(db.repositories(), { lane, symbols, asOf: null })
    await keep(scores, version)
    return new Map(scores.map((score) => [score.symbol, score]))
  }

  const latest: Scores['latest'] = async ({ symbols, asOf }) => {
    const now = asOf === undefined ? clock.now() : new Date(asOf)
    const answerOf = (score: GlobalScore, servedFrom: ScoreAnswer['servedFrom']): ScoreAnswer => ({
      symbol: score.symbol,
      score,
      servedFrom,
      staleReason: staleReason(score, now, calendar),
    })
    const nothing = (symbol: string): ScoreAnswer => ({
      symbol,
      score: null,
      staleReason: null,
      servedFrom: 'postgresql',
    })
    if (asOf !== undefined) {
      const known = await computeScores(db.repositories(), { lane, symbols, asOf })
      const found = new Map(known.map((score) => [score.symbol, answerOf(score, 'postgresql')]))
      return symbols.map((symbol) => found.get(symbol) ?? nothing(symbol))
    }
    const stored = await fromRedis(symbols)
    const computed = await fromFacts(symbols.filter((symbol) => !stored.has(symbol)))
    return symbols.map((symbol) => {
      const [kept, made] = [stored.get(symbol), computed.get(symbol)]
      if (kept) return answerOf(kept, 'redis')
      return made ? answerOf(made, 'postgresql') : nothing(symbol)
    })
  }

  const members = (wanted: Universe | undefined, at: Date): string[] => {
    const chosen = wanted === undefined ? Universe.options : [wanted]
    return [...new Set(chosen.flatMap((universe) => universes.members(universe, at).symbols))].sort()
  }

  return {
    latest,
    async top({ universe, minimumConfidence, actionableOnly, limit, asOf }) {
      const now = asOf === undefined ? clock.now() : new Date(asOf)
      const answers = await latest({ symbols: members(universe, now), ...(asOf !== undefined && { asOf }) })
      const scored = answers.flatMap(({ score, staleReason: stale }): Omit<RankedScore, 'rank'>[] =>
        score === null || score.blendScore === null
          ? []
          : [{ ...score, blendScore: score.blendScore, staleReason: stale }],
      )
      const wanted = scored.filter(
        ({ confidence, isActionable }) =>
          (minimumConfidence === undefined || atLeast(confidence, minimumConfidence)) &&
          (isActionable || !actionableOnly),
      )
      return {
        universe: universe ?? null,
        asOf: toInstant(now),
        scores: wanted
          .sort(byScore)
          .slice(0, limit)
          .map((score, i) => ({ ...score, rank: i + 1 })),
        without: answers.flatMap(({ symbol, score }) =>
          score?.blendScore == null ? [{ symbol, reason: score?.reason ?? 'not analysed yet' }] : [],
        ),
      }
    },
    async refresh() {
      const facts = db.repositories()
      await views.rebuild(facts)
      const scores = await computeScores(facts, { lane, symbols: await facts.analyses.symbols(lane), asOf: null })
      const stale = scores.filter((score) => staleReason(score, clock.now(), calendar) !== null).length
      const oldest = scores.map(({ analyzedAt }) => analyzedAt).sort()[0] ?? null
      return { written: scores.length, stale, oldest }
    },
  }
}
