import type { Dashboard, DashboardSubscription } from '@fyntrix/domain/dashboard'
import type { Topic } from '../shared/index.ts'

/** Dashboards of a period or of all, as they are recorded. */
export const recordedDashboards =
  ({ period }: Pick<DashboardSubscription, 'period'>): Topic<Dashboard> =>
  async (facts, message) => {
    if (message.topic !== 'dashboard.recorded' || message.period !== (period ?? message.period)) return null
    const newest = await facts.dashboard.newest(message.lane, message.period, message.asOf)
    return newest?.asOf === message.asOf ? newest : null
  }
