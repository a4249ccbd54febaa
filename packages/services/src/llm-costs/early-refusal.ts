import type { CallToReserve, Reserved } from '@fyntrix/db/llm-costs'
import type { Budget } from '@fyntrix/domain/llm-costs'
import { Big } from 'big.js'
import type { Redis } from 'ioredis'
import type { Log } from '../shared/index.ts'
import type { llmCostProjections } from './llm-costs.cache.ts'

/** Says no to a call before PostgreSQL is asked. It never says yes: silence means that PostgreSQL decides. */
export interface EarlyRefusal {
  /** What stands against a call, as far as Redis knows; undefined where it knows of nothing, or is away. */
  refuses(call: CallToReserve): Promise<Reserved['against'] | undefined>
}

export interface EarlyRefusalDependencies {
  readonly redis: Redis
  readonly projections: ReturnType<typeof llmCostProjections>
  /** The active budgets of all calls; they may be some seconds old. */
  readonly budgets: () => Promise<readonly Budget[]>
  readonly log: Log
}

/** The days of Redis are those of UTC, and it knows models as served while budgets name them as asked: so only a budget of all calls of such a day can be looked up. */
const canBeSeen = ({ period, zone, kind }: Budget): boolean => kind === 'hard' && period === 'day' && zone === 'UTC'

export const createEarlyRefusal = ({ redis, projections, budgets, log }: EarlyRefusalDependencies): EarlyRefusal => ({
  async refuses({ amountUsd, at }) {
    try {
      const budget = (await budgets()).find(canBeSeen)
      if (budget === undefined) return undefined
      const spentUsd = (await projections.day.read(redis, { date: at.slice(0, 10) }))?.costUsd
      if (spentUsd === undefined || new Big(spentUsd).plus(amountUsd).lte(budget.limitUsd)) return undefined
      return { budgetId: budget.id, spentUsd, reservedUsd: null, limitUsd: budget.limitUsd }
    } catch (error) {
      log.warn({ err: error }, 'nothing is known early of LLM budgets: PostgreSQL decides alone')
      return undefined
    }
  },
})
