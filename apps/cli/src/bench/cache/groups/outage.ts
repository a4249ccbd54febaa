import { startOwnRedis } from '../../../shared/own-redis.ts'
import type { Kind, Measurement } from '../figures.ts'
import { openOurs } from '../ours.ts'
import { measureOutage, type Outage } from '../outage.ts'
import { peers } from '../peers/index.ts'
import type { Group } from './group.ts'

const deadline = 50
const group = 'outage'
const ours = { healthy: 2_000, hanging: 5_000, dead: 3_000, recovery: 8_000 }
const theirs = { healthy: 1_000, hanging: 2_000, dead: 1_000, recovery: 5_000 }

const lines = (name: string, kind: Kind, outage: Outage): Measurement[] => {
  const line = (metric: string, value: number, unit: '' | 'ms', atMost?: number): Measurement => {
    return {
      group,
      name,
      kind,
      metric,
      value,
      unit,
      target: kind === 'ours' && atMost !== undefined ? { atMost } : undefined,
    }
  }
  return [
    line('reads', outage.reads, ''),
    line('p50', outage.p50Ms, 'ms'),
    line(`p99.9 of a timer of ${deadline} ms`, outage.timer999Ms, 'ms'),
    line('p99.9', outage.p999Ms, 'ms', deadline + 10),
    line('max', outage.maxMs, 'ms'),
    line('wrong values', outage.wrong, '', 0),
    line('failed reads', outage.failed, '', 0),
    line('unanswered reads', outage.unanswered, '', 0),
    line('unhandled rejections', outage.unhandled, '', 0),
    line('used again after', outage.recoveredMs, 'ms', 2_000),
  ]
}

export const outage: Group = {
  title: '7. Redis hangs, dies and comes back, under load',
  about: `200 reads and 20 writes a second; once each, not in turn. fyntrix: deadline ${deadline} ms, hangs ${ours.hanging / 1_000} s, dead ${ours.dead / 1_000} s; peers: command timeout ${deadline} ms of their client, ${theirs.hanging / 1_000} s and ${theirs.dead / 1_000} s, given up after ${theirs.recovery / 1_000} s.`,
  async run({ env }) {
    const found: Measurement[] = []
    // each on a server of its own: a client of the one before must not come back into it
    const measure = async (
      name: string,
      kind: Kind,
      plan: typeof ours,
      open: Parameters<typeof measureOutage>[2],
      levels: 'both' | 'redis',
    ) => {
      await using redis = await startOwnRedis(env)
      const options = { redis: redis.address, levels, prefix: 'outage:', deadline } as const
      found.push(...lines(name, kind, await measureOutage(redis, options, open, plan)))
    }
    await measure('fyntrix', 'ours', ours, openOurs, 'both')
    for (const { name, levels, open } of peers) {
      const level = levels.includes('both') ? 'both' : 'redis'
      if (levels.includes(level)) await measure(name, 'peer', theirs, open, level)
    }
    return found
  },
}
