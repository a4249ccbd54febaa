import { AgentName, type AgentResult } from '@fyntrix/domain/agents'
import { AgentAnalysis } from '@fyntrix/domain/analyses'
import { type Id, type Instant, type Lane, newId } from '@fyntrix/domain/shared'
import type { Mode, SymbolAnalysis, TopPicksRun } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { insertNew, instant, query, symbolsIn } from '../shared/sql.ts'
import { AgentAnalysisEntity } from './analyses.entity.ts'
import { type ScoredPicks, type ScoredPicksQuery, scoredPicks } from './analyses.performance.ts'

const columnsOf = (result: AgentResult) =>
  result.answered
    ? {
        score: result.score,
        confidence: result.confidence,
        signals: result.signals,
        reasoning: result.reasoning,
        abstention: null,
        metadata: result.metadata,
      }
    : { score: null, confidence: null, signals: [], reasoning: null, abstention: result.abstention, metadata: {} }

/** Which analyses to list, newest first by (as-of, id). `before` is the last id of the page before. */
export interface AnalysisListing {
  readonly lane: Lane
  readonly symbol: string
  readonly agent?: AgentName | undefined
  readonly before?: Id | undefined
  readonly limit: number
}

/** Whose newest analyses of a mode are wanted. */
export interface NewestOfMode {
  readonly lane: Lane
  readonly mode: Mode
  readonly symbols: readonly string[]
  readonly asOf: Instant | null
}

const result = `case when a.score is null
  then jsonb_build_object('answered', false, 'agent', a.agent_type, 'abstention', a.abstention)
  else jsonb_build_object('answered', true, 'agent', a.agent_type, 'score', a.score, 'confidence', a.confidence, 'signals', a.signals,
    'reasoning', a.reasoning, 'metadata', a.metadata) end`

const analysis = `a.id, a.run_id as "runId", a.symbol, r.universe, r.mode, ${instant('a.as_of')} as "asOf", ${result} as result`

/** What every agent said about every symbol of a run. */
export class AnalysesRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Writes the results of all agents for all symbols of a run, which must be written before. Repeating it adds nothing. Returns how many are new. */
  insertForRun(run: TopPicksRun, analyses: readonly SymbolAnalysis[]): Promise<number> {
    const at = new Date(run.finishedAt)
    return insertNew(
      this.#em,
      AgentAnalysisEntity,
      analyses.flatMap(({ symbol, results }) =>
        results.map((result) => ({
          id: newId(at),
          run: run.id,
          lane: run.lane,
          symbol,
          agentType: result.agent,
          asOf: new Date(run.asOf),
          ...columnsOf(result),
        })),
      ),
    )
  }

  /** A page of what agents said of a symbol. An unknown `before` gives an empty page. */
  async list({ lane, symbol, agent, before, limit }: AnalysisListing): Promise<AgentAnalysis[]> {
    const rows = await query(
      this.#em,
      `select ${analysis} from agent_analyses a join top_picks_runs r on r.id = a.run_id
       where a.lane = ? and a.symbol = ? and (?::text is null or a.agent_type = ?)
         and (?::uuid is null or (a.as_of, a.id) < (select as_of, id from agent_analyses where id = ?::uuid))
       order by a.as_of desc, a.id desc limit ?`,
      [lane, symbol, agent ?? null, agent ?? null, before ?? null, before ?? null, limit],
    )
    return rows.map((row) => AgentAnalysis.parse(row))
  }

  /** The newest that each agent said about each of these symbols, whatever the run. */
  async newest(lane: Lane, symbols: readonly string[]): Promise<AgentAnalysis[]> {
    const rows = await query(
      this.#em,
      `select ${analysis} from jsonb_array_elements_text(?::jsonb) as symbol cross join jsonb_array_elements_text(?::jsonb) as agent
       cross join lateral (
         select * from agent_analyses said where said.lane = ? and said.symbol = symbol.value and said.agent_type = agent.value
         order by said.as_of desc, said.id desc limit 1
       ) as a join top_picks_runs r on r.id = a.run_id`,
      [JSON.stringify(symbols), JSON.stringify(AgentName.options), lane],
    )
    return rows.map((row) => AgentAnalysis.parse(row))
  }

  /**
   * What every agent said of each of these symbols in the newest run of a mode that analysed it, as of `asOf` or before, by default at all. Of runs of one
   * instant the one of the wider universe counts, then the one that finished last.
   */
  async newestOfMode({ lane, mode, symbols, asOf }: NewestOfMode): Promise<AgentAnalysis[]> {
    const rows = await query(
      this.#em,
      `with newest as (
         select wanted.value as symbol, chosen.run_id from jsonb_array_elements_text(?::jsonb) as wanted cross join lateral (
           select said.run_id from agent_analyses said join top_picks_runs run on run.id = said.run_id
           where said.lane = ? and said.symbol = wanted.value and run.mode = ? and said.as_of <= coalesce(?::timestamptz, 'infinity')
           order by said.as_of desc, run.total_members desc, run.finished_at desc, said.run_id desc limit 1
         ) as chosen
       )
       select ${analysis} from newest join agent_analyses a on a.run_id = newest.run_id and a.symbol = newest.symbol
       join top_picks_runs r on r.id = a.run_id order by a.symbol, a.agent_type`,
      [JSON.stringify(symbols), lane, mode, asOf],
    )
    return rows.map((row) => AgentAnalysis.parse(row))
  }

  /** The symbols that a run has analyses of. */
  async symbolsOf(run: Id): Promise<string[]> {
    const rows = await query<{ symbol: string }>(
      this.#em,
      `select distinct symbol from agent_analyses where run_id = ? order by symbol`,
      [run],
    )
    return rows.map(({ symbol }) => symbol)
  }

  /** Every symbol that a lane has analyses of. */
  symbols(lane: Lane): Promise<string[]> {
    return symbolsIn(this.#em, 'agent_analyses', lane)
  }

  /** What agents scored and what came of it; see `scoredPicks`. */
  scoredPicks(wanted: ScoredPicksQuery): Promise<ScoredPicks[]> {
    return scoredPicks(this.#em, wanted)
  }
}
