import type { CliContext } from '../../context.ts'
import { note } from '../../shared/output.ts'
import { startOwnRedis } from '../../shared/own-redis.ts'
import { machineNow } from '../shared/machine.ts'
import { type Figure, judge } from './figures.ts'
import { barsHit } from './groups/bars-hit.ts'
import { barsStored } from './groups/bars-stored.ts'
import type { Group } from './groups/group.ts'
import { manyKeys } from './groups/many-keys.ts'
import { outage } from './groups/outage.ts'
import { processHit } from './groups/process-hit.ts'
import { redisHit } from './groups/redis-hit.ts'
import { coldKey } from './groups/stampede.ts'
import { peers } from './peers/index.ts'
import { installed } from './peers/versions.ts'

const groups: readonly Group[] = [processHit, barsHit, redisHit, manyKeys, barsStored, coldKey, outage]

interface GroupReport {
  readonly title: string
  readonly about: string
  readonly seconds: number
  readonly figures: readonly Figure[]
  /** Why a group has no figures. */
  readonly notRun?: string
}

const reported = async ({ title, about, run }: Group, context: Parameters<Group['run']>[0]): Promise<GroupReport> => {
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 100) / 10
  try {
    return { title, about, figures: judge(await run(context)), seconds: seconds() }
  } catch (error) {
    return {
      title,
      about,
      figures: [],
      seconds: seconds(),
      notRun: error instanceof Error ? error.message : String(error),
    }
  }
}

/** This project's cache beside five libraries and bare ioredis, on one Redis. */
export const benchCache = async ({ env }: CliContext, rounds: number) => {
  await using redis = await startOwnRedis(env)
  const libraries = peers.map(({ name, packages, configured, lacks }) => {
    return { name, versions: packages.map(installed), configured, lacks }
  })
  const reports: GroupReport[] = []
  for (const group of groups) {
    reports.push(await reported(group, { env, redis, rounds }))
    note(`${group.title}: ${reports.at(-1)?.seconds} s`)
  }
  return {
    rounds,
    server: redis.version,
    machine: machineNow(),
    ours: installed('ioredis'),
    libraries,
    groups: reports,
  }
}

export type CacheReport = Awaited<ReturnType<typeof benchCache>>
