import type { Repositories } from '@fyntrix/db/shared'
import type { Now } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { intoRedis, type View } from '../shared/index.ts'
import { keptRequests, type llmCostProjections } from './llm-costs.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projections: ReturnType<typeof llmCostProjections>
  readonly wall: Now
}

/** What Redis holds of LLM calls: the sums of today and yesterday (UTC) and the newest calls, read again whenever calls were settled. */
export interface LlmCostViews extends View {
  settled(facts: Repositories): Promise<void>
}

const dayMs = 86_400_000

/** The UTC date of an instant. */
export const utcDate = (at: Date): string => at.toISOString().slice(0, 10)

export const createLlmCostViews = ({ redis, projections, wall }: Dependencies): LlmCostViews => {
  const { day, model, newest, request } = projections

  const writeDay = async (facts: Repositories, date: string, version: number): Promise<number> => {
    const [sums, models] = [await facts.llmReports.day(date), await facts.llmReports.models(date)]
    if (sums.calls === 0) return 0
    return intoRedis('the LLM costs of a day', () => [
      day.write(redis, { date }, sums, version),
      ...models.map((one) => model.write(redis, { model: one.group, date }, one, version)),
    ])
  }

  const write = async (facts: Repositories): Promise<number> => {
    const version = await facts.views.takeVersion()
    const now = wall()
    // a call is counted on the day that it began, which may be over
    const days = [utcDate(now), utcDate(new Date(now.getTime() - dayMs))]
    let keys = 0
    for (const date of days) keys += await writeDay(facts, date, version)
    const calls = await facts.llmCalls.list({ limit: keptRequests })
    if (calls.length === 0) return keys
    return (
      keys +
      (await intoRedis('the newest LLM calls', () => [
        newest.replaceAll(
          redis,
          {},
          calls.map(({ id, at }) => ({ member: id, score: Date.parse(at) })),
          version,
        ),
        ...calls.map((call) => request.write(redis, { id: call.id }, call, version)),
      ]))
    )
  }

  return {
    name: 'llm-costs',
    patterns: Object.values(projections).map(({ definition }) => definition.pattern),
    async settled(facts) {
      await write(facts)
    },
    rebuild: write,
  }
}
