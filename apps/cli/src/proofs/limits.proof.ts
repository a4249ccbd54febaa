import { createFyntrix, isFyntrixError } from '@fyntrix/sdk'
import type { CliContext } from '../context.ts'
import { startOwnServer } from '../shared/own-server.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'

export interface LimitsReport {
  readonly servers: number
  readonly clients: number
  /** Points that one key has for a minute. */
  readonly limit: number
  readonly calls: number
  readonly answered: number
  readonly limited: number
  readonly broken: readonly string[]
}

export interface LimitsOptions {
  readonly servers: number
  readonly clients: number
  readonly limit: number
}

const callsPerClient = 20

/** Lets clients under one key ask several server processes at once, more often than the key may: exactly as many calls as it has points are answered. */
export const proveLimits = async (
  context: CliContext,
  { servers, clients, limit }: LimitsOptions,
): Promise<LimitsReport> => {
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'simulated', asOf: null })
  await using running = new AsyncDisposableStack()
  const urls: string[] = []
  for (let i = 0; i < servers; i += 1) {
    const settings = { FYNTRIX_CALLS_PER_MINUTE: String(limit) }
    const server = await startOwnServer(context, { own, opened, settings, name: `server-${i}` })
    urls.push(running.use(server).url)
  }
  const apiKey = await opened.services.access.createKey('limited', ['read'])
  const crowd = Array.from({ length: clients }, (_, i) =>
    createFyntrix({ url: urls[i % servers] ?? '', apiKey, retries: 0 }),
  )
  let [answered, limited] = [0, 0]
  const broken: string[] = []
  const begun = performance.now()
  const ask = async (client: (typeof crowd)[number]): Promise<void> => {
    for (let call = 0; call < callsPerClient; call += 1) {
      try {
        await client.universes.list()
        answered += 1
      } catch (error) {
        if (isFyntrixError(error) && error.code === 'rate-limited') limited += 1
        else broken.push(`a call failed otherwise: ${String(error)}`)
      }
    }
  }
  await Promise.all(crowd.map(ask))
  const seconds = (performance.now() - begun) / 1_000
  if (seconds > 60) broken.push(`the calls took ${seconds.toFixed(0)} s, longer than the minute that the limit is for`)
  if (answered !== limit) broken.push(`${answered} calls were answered where the limit is ${limit}`)
  return { servers, clients, limit, calls: clients * callsPerClient, answered, limited, broken: [...new Set(broken)] }
}
