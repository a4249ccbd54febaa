import { DomainError } from '@fyntrix/domain/shared'
import { openServices } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import { readVictim } from './env.ts'

/**
 * Computes, records and relays runs without end, until it is killed. A process's first runs take many times as long as the next ones, and nearly all of
 * it before anything is written; so it makes two, then says how many milliseconds the second took, and from then on `begun` before every run.
 */
const { databaseUrl, redisUrl, home, asOf } = readVictim()
const { services } = await openServices({
  name: 'fyntrix-victim',
  databaseUrl,
  redisUrl,
  source: 'simulated',
  asOf,
  home,
  version: '0.0.0',
  wall: () => new Date(),
  log: silentLog,
})
const stop = new AbortController()
void services.relay.run(stop.signal)
const universes = ['banknifty', 'nifty50'] as const
const run = async (universe: (typeof universes)[number]): Promise<void> => {
  try {
    await services.topPicks.run({ universe, mode: 'swing', trigger: 'proof', asOf: asOf.toISOString() })
  } catch (error) {
    // a lock that a killed predecessor left behind is not what this proof is about
    if (!(error instanceof DomainError && error.code === 'conflict')) throw error
  }
}
await run('banknifty')
const started = performance.now()
await run('banknifty')
process.stdout.write(`${Math.ceil(performance.now() - started)}\n`)
for (;;) {
  for (const universe of universes) {
    process.stdout.write('begun\n')
    await run(universe)
  }
}
