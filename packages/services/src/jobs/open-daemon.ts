import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Calendar } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import type { Now } from '@fyntrix/domain/shared'
import type { LlmCosts } from '../llm-costs/index.ts'
import type { Log } from '../shared/index.ts'
import type { Binding } from './attempt.ts'
import { createDaemon, type Daemon, type DaemonSettings } from './daemon.ts'
import { createNominalTimes } from './nominal-times.ts'

export interface OpenDaemonSettings {
  readonly databaseUrl: string
  readonly name: string
  readonly bindings: readonly Binding[]
  readonly calendar: Calendar
  readonly settings: DaemonSettings
  readonly llmCosts: Pick<LlmCosts, 'advice'>
  readonly wall: Now
  readonly log: Log
}

/** A few connections of its own: leases are kept while handlers use all of theirs. */
const connections = { poolSize: 3, bulkPoolSize: 1 }

/** A daemon on connections of its own, by PostgreSQL's clock. Close it when it has run. */
export const openDaemon = (options: OpenDaemonSettings): { readonly daemon: Daemon; close(): Promise<void> } => {
  const { databaseUrl, name, bindings, calendar, settings, llmCosts, wall, log } = options
  const db = openDatabase({
    url: databaseUrl,
    applicationName: `${name} ledger`,
    ...connections,
    onWarning: (message, error) => log.warn({ err: error }, message),
  })
  const daemon = createDaemon({
    db,
    bindings,
    times: createNominalTimes(calendar),
    settings,
    identity: { id: randomUUID(), host: hostname(), pid: process.pid },
    at: () => null,
    wall,
    log,
    async overBudget({ id }) {
      const { action, reason } = await llmCosts.advice(['global', `job:${id}`])
      return action === 'stop' ? reason : null
    },
  })
  return { daemon, close: () => db.close() }
}
