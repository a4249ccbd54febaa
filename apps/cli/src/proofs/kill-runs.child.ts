import { DomainError } from '@fyntrix/domain/shared'
import { openServices } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import { readVictim } from './env.ts'

/**
 * Computes, records and relays runs without end, until it is killed. After one run of each universe it says `begun` and `done` of every run: a
 * process's first runs take many times as long as the next ones, and nearly all of it before anything is written.
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
const universes = ['nifty50', 'banknifty'] as const
const run = async (universe: (typeof universes)[number]): Promise<void> => {
  try {
    await services.topPicks.run({ universe, mode: 'swing', trigger: 'proof', asOf: asOf.toISOString() })
  } catch (error) {
    // a lock that a killed predecessor left behind is not what this proof is about
    if (!(error instanceof DomainError && error.code === 'conflict')) throw error
  }
}
for (const universe of universes) await run(universe)
for (;;) {
  for (const universe of universes) {
    process.stdout.write('begun\n')
    await run(universe)
    process.stdout.write('done\n')
  }
}
