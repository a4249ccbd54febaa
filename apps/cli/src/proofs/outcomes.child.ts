import { once } from 'node:events'
import { openServices } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import { readVictim } from './env.ts'

/** Tells the outcomes that are due: says `ready`, waits for a line, and says how many it told. */
const { databaseUrl, redisUrl, home, asOf } = readVictim()
await using opened = await openServices({
  name: 'fyntrix-outcomes',
  databaseUrl,
  redisUrl,
  source: 'simulated',
  asOf,
  home,
  version: '0.0.0',
  wall: () => new Date(),
  log: silentLog,
})
process.stdout.write('ready\n')
await once(process.stdin, 'data')
process.stdin.destroy()
const { closed, unavailable } = await opened.services.pickEvents.computeOutcomes({ asOf: asOf.toISOString() })
process.stdout.write(`${closed + unavailable}\n`)
