import type { Repositories } from '@fyntrix/db/shared'
import type { MessageOf, OutboxMessage } from '@fyntrix/domain/outbox'
import type { MonitorKind, PortfolioAlerts, PortfolioSnapshot } from '@fyntrix/domain/portfolio'
import type { Id } from '@fyntrix/domain/shared'
import type { Topic } from '../shared/index.ts'

/** What a user wants to hear of the own accounts: of one of them and one kind, or of all. */
interface Wanted {
  readonly userId: Id
  readonly accountId?: Id | undefined
  readonly kind?: MonitorKind | undefined
}

type Monitored = MessageOf<'portfolio.monitored'>

const isOf = async (facts: Repositories, userId: Id, message: Monitored): Promise<boolean> =>
  message.userId === undefined
    ? (await facts.access.accountOf(userId, message.accountId)) !== null
    : message.userId === userId

const meant = async (facts: Repositories, message: OutboxMessage, wanted: Wanted): Promise<Monitored | null> => {
  if (message.topic !== 'portfolio.monitored') return null
  const { accountId = message.accountId, kind = message.kind } = wanted
  if (message.accountId !== accountId || message.kind !== kind) return null
  return (await isOf(facts, wanted.userId, message)) ? message : null
}

/** Snapshots of a user's accounts, as they are recorded. */
export const monitoredPortfolios =
  (wanted: Wanted): Topic<PortfolioSnapshot> =>
  async (facts, message) => {
    const ours = await meant(facts, message, wanted)
    return ours && facts.portfolio.snapshotAt(ours, ours.asOf)
  }

/** Alerts of a user's accounts, each when it begins. */
export const begunPortfolioAlerts =
  (wanted: Wanted): Topic<PortfolioAlerts> =>
  async (facts, message) => {
    const ours = await meant(facts, message, wanted)
    if (ours === null || ours.alerts.length === 0) return null
    const { lane, accountId, kind, asOf, alerts } = ours
    return { lane, accountId, kind, asOf, alerts }
  }
