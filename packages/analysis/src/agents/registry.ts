import type { AgentName } from '@fyntrix/domain/agents'
import { type Agent, abstain } from './agent.ts'
import { marketRegime } from './market-regime.ts'
import { patternRecognition } from './pattern-recognition.ts'
import { risk } from './risk.ts'
import { technical } from './technical.ts'

const withoutSource =
  (agent: AgentName, message: string): Agent =>
  () =>
    abstain(agent, 'no-source', message)

/** Every agent. One whose source is not connected abstains and says what is missing. */
export const agents: Readonly<Record<AgentName, Agent>> = {
  technical,
  pattern_recognition: patternRecognition,
  market_regime: marketRegime,
  risk,
  microstructure: withoutSource('microstructure', 'no order book or trade data is connected'),
  options: withoutSource('options', 'no option chain is connected'),
  sentiment: withoutSource('sentiment', 'no dated news is connected'),
  global: withoutSource('global', 'no foreign index candles are connected'),
  policy: withoutSource('policy', 'no dated policy news is connected'),
}
