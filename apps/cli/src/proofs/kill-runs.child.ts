import { DomainError } from '@fyntrix/domain/shared'
import { openServices } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import { readVictim } from './env.ts'

/**
 * Computes, records and relays runs without end, until it is killed. Says `ready` once, when it starts with the first run.
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
process.stdout.write('ready\n')
for (let turn = 0; ; turn += 1) {
  const universe = turn % 2 === 0 ? 'nifty50' : 'banknifty'
  await services.topPicks
    .run({ universe, mode: 'swing', trigger: 'proof', asOf: asOf.toISOString() })
    .catch((error: unknown) => {
      // a lock that a killed predecessor left behind is not what this proof is about
      if (!(error instanceof DomainError && error.code === 'conflict')) throw error
    })
}
