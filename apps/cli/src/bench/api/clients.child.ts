import { createFyntrix, isFyntrixError } from '@fyntrix/sdk'
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client'
import { answerParent } from '../shared/workers.ts'
import { type ApiAnswer, ApiTask, type Target } from './api.messages.ts'
import type { floorRouter } from './floors.child.ts'

/** One call of one client. */
type Ask = () => Promise<unknown>

let clients: Record<Target, readonly Ask[]> = { fyntrix: [], trpc: [], fastify: [] }

/** what a client reads in turn: picks and snapshots */
const readerOf = (url: string, apiKey: string): Ask => {
  const { topPicks, dashboard } = createFyntrix({ url, apiKey, retries: 0 })
  const questions: readonly Ask[] = [
    () => topPicks.latest({ universe: 'nifty50', mode: 'swing' }),
    () => dashboard.latest({ period: 'intraday' }),
    () => topPicks.latest({ universe: 'banknifty', mode: 'swing' }),
    () => dashboard.latest({ period: '7d' }),
  ]
  let asked = 0
  return () => questions[asked++ % questions.length]?.() ?? Promise.resolve()
}

const run = async (asks: readonly Ask[], milliseconds: number): Promise<ApiAnswer> => {
  const samples: number[] = []
  const failures: Record<string, number> = {}
  const begun = performance.now()
  const until = begun + milliseconds
  const loop = async (ask: Ask): Promise<void> => {
    for (let now = performance.now(); now < until; ) {
      try {
        await ask()
        const after = performance.now()
        samples.push(after - now)
        now = after
      } catch (error) {
        const code = isFyntrixError(error) ? error.code : String(error)
        failures[code] = (failures[code] ?? 0) + 1
        now = performance.now()
      }
    }
  }
  await Promise.all(asks.map(loop))
  return { elapsedMs: performance.now() - begun, samplesMs: Float64Array.from(samples), failures }
}

answerParent(async (message) => {
  const task = ApiTask.parse(message)
  if (task.type === 'run') return run(clients[task.target], task.milliseconds)
  const { url, key, floorsUrl } = task
  const each = <T>(make: () => T): T[] => Array.from({ length: task.clients }, make)
  clients = {
    fyntrix: each(() => readerOf(url, key)),
    trpc: each(() => {
      const client = createTRPCClient<typeof floorRouter>({
        links: [httpBatchStreamLink({ url: `${floorsUrl}/trpc` })],
      })
      return () => client.nothing.query()
    }),
    fastify: each(() => async () => (await fetch(`${floorsUrl}/nothing`)).json()),
  }
  return {}
})
