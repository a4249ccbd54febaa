import type { Redis } from 'ioredis'
import { type Cleared, clear } from './clear.ts'
import { matchKeys } from './key-match.ts'

/** How long the server took over the commands of one name, in µs by the wall: what every other client had to wait. */
export interface CommandTimes {
  readonly command: string
  readonly calls: number
  readonly p50: number
  readonly p99: number
  readonly slowest: number
}

export interface ClearMeasurement extends Cleared {
  /** From the call of `clear` to its end. */
  readonly milliseconds: number
  /** Processor time of the server's main thread, in ms: unlike the other times, the same on a machine that is busy with other things. */
  readonly serverMilliseconds: number
  /** Every command that the server ran in that time, the slowest first. */
  readonly commands: readonly CommandTimes[]
  /** Neighbours: keys that differ from those that were cleared, and how many of them are still there. */
  readonly neighbours: number
  readonly neighboursLeft: number
}

const pattern = 'fyntrix-measure:clear:{group}:{number}'
const keysPerCommand = 1_000

const fill = async (client: Redis, group: string, count: number, onKeys: (done: number) => void): Promise<void> => {
  for (let from = 0; from < count; from += keysPerCommand) {
    const numbers = Array.from({ length: Math.min(keysPerCommand, count - from) }, (_, i) => from + i)
    await client.mset(numbers.flatMap((number) => [`fyntrix-measure:clear:${group}:${number}`, `value ${number}`]))
    onKeys(from + numbers.length)
  }
}

const setting = async (client: Redis, name: string): Promise<string> => {
  const [, value] = await client
    .call('config', 'get', name)
    .then((reply) => (Array.isArray(reply) ? reply.map(String) : []))
  if (value === undefined) throw new Error(`the server has no setting ${name}`)
  return value
}

const processorTime = async (client: Redis): Promise<number> => {
  const info = await client.info('cpu')
  const seconds = ['user', 'sys'].map((mode) => new RegExp(`^used_cpu_${mode}_main_thread:(.+)$`, 'm').exec(info)?.[1])
  return seconds.reduce((total, text) => total + Number(text) * 1_000, 0)
}

/** Runs `work` while the server logs each command with its duration; answers them. */
const logged = async (client: Redis, atMost: number, work: () => Promise<void>): Promise<readonly CommandTimes[]> => {
  const settings = { 'slowlog-log-slower-than': '0', 'slowlog-max-len': String(atMost) }
  const before = await Promise.all(
    Object.keys(settings).map(async (name) => [name, await setting(client, name)] as const),
  )
  try {
    for (const [name, value] of Object.entries(settings)) await client.config('SET', name, value)
    await client.slowlog('RESET')
    await work()
    return timesOf(await client.slowlog('GET', -1))
  } finally {
    for (const [name, value] of before) await client.config('SET', name, value)
    await client.slowlog('RESET')
  }
}

/** Entries of the slow log are [id, epoch seconds, µs, [command, …], client, name]. */
const timesOf = (entries: unknown): readonly CommandTimes[] => {
  if (!Array.isArray(entries)) throw new Error('the slow log has another form')
  const times = new Map<string, number[]>()
  for (const entry of entries) {
    if (!Array.isArray(entry) || !Array.isArray(entry[3])) throw new Error('the slow log has another form')
    const command = String(entry[3][0]).toLowerCase()
    // what the measurement itself asked is in the log as well
    if (command === 'slowlog' || command === 'info') continue
    times.set(command, [...(times.get(command) ?? []), Number(entry[2])])
  }
  return [...times]
    .map(([command, taken]) => {
      const sorted = taken.sort((a, b) => a - b)
      const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
      return { command, calls: sorted.length, p50: at(0.5), p99: at(0.99), slowest: at(1) }
    })
    .sort((a, b) => b.slowest - a.slowest)
}

/**
 * Fills a server with `count` keys and a hundredth as many neighbours, clears the keys and measures how long any one command kept the server from others.
 * It changes settings of the server and puts them back, and counts every client's commands: only for a server of its own. `now` answers milliseconds;
 * `onKeys` is told how many keys were written, then how many were cleared.
 */
export const measureClear = async (
  client: Redis,
  count: number,
  now: () => number,
  onKeys: (step: 'written' | 'cleared', done: number) => void = () => undefined,
): Promise<ClearMeasurement> => {
  const neighbours = Math.ceil(count / 100)
  // taken as a glob, the one would be among the other
  const [group, neighbour] = ['[ab]*', 'abc']
  // the percent-encoded form, as the family of this pattern writes it
  await fill(client, '%5Bab%5D%2A', count, (done) => onKeys('written', done))
  await fill(client, neighbour, neighbours, () => undefined)
  let cleared: Cleared = { removed: 0, sideKeysRemoved: 0 }
  let [milliseconds, serverMilliseconds] = [0, 0]
  const commands = await logged(client, count + 1_000, async () => {
    const [begin, processorBegin] = [now(), await processorTime(client)]
    cleared = await clear(client, matchKeys(pattern, { group }), {
      onProgress: ({ removed }) => onKeys('cleared', removed),
    })
    milliseconds = now() - begin
    serverMilliseconds = (await processorTime(client)) - processorBegin
  })
  const { removed: neighboursLeft } = await clear(client, matchKeys(pattern, { group: neighbour }))
  return { ...cleared, milliseconds, serverMilliseconds, commands, neighbours, neighboursLeft }
}
