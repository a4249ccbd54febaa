import { type ClearMeasurement, connect, measureClear, ready } from '@fyntrix/cache'
import type { CliContext } from '../context.ts'
import { CommandFailure } from '../shared/failure.ts'
import { startOwnRedis } from '../shared/own-redis.ts'
import { type Pauses, watchPauses } from './pauses.ts'

export interface ClearProofOptions {
  readonly keys: number
  /** Milliseconds that any one command may keep the server from others. */
  readonly limit: number
  readonly onKeys?: (step: 'written' | 'cleared', done: number) => void
}

export interface ClearProofReport extends ClearMeasurement {
  readonly keys: number
  readonly limit: number
  /** What the machine did to a loop of ours right after: it does the same to the server. */
  readonly machine: Pauses
  /** What is not as promised; empty when all is. */
  readonly broken: readonly string[]
}

/** Clears so many keys among neighbours on a server of its own, and looks in its slow log at how long any one command kept it from others. */
export const proveClear = async ({ env }: CliContext, options: ClearProofOptions): Promise<ClearProofReport> => {
  const { keys, limit, onKeys } = options
  await using redis = await startOwnRedis(env)
  const client = connect({ url: redis.url, name: 'prove-clear', commandTimeout: 60_000, onError: () => undefined })
  try {
    if (!(await ready(client, 30_000))) throw new CommandFailure('the Redis of the proof does not answer')
    const measured = await measureClear(client, keys, () => performance.now(), onKeys)
    const machine = watchPauses(10_000, () => performance.now())
    return { ...measured, keys, limit, machine, broken: brokenBy(measured, keys, limit) }
  } finally {
    client.disconnect()
  }
}

const brokenBy = ({ removed, commands, neighbours, neighboursLeft }: ClearMeasurement, keys: number, limit: number) => [
  ...(removed === keys ? [] : [`${removed} of ${keys} keys were removed`]),
  ...(neighboursLeft === neighbours ? [] : [`${neighboursLeft} of ${neighbours} neighbours are left`]),
  ...commands.flatMap(({ command, slowest }) =>
    slowest > limit * 1_000 ? [`a ${command} took ${slowest / 1_000} ms, more than ${limit} ms`] : [],
  ),
]
