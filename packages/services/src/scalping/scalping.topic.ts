import type { ScalpingCycle } from '@fyntrix/domain/scalping'
import type { Topic } from '../shared/index.ts'

/** What the monitor sees of scalps, as it is recorded. */
export const monitoredScalps: Topic<ScalpingCycle> = async (facts, message) =>
  message.topic === 'scalping.monitored' ? facts.scalping.cycleAt(message.lane, message.asOf) : null
