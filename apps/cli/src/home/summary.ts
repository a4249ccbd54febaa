import type { FyntrixClient } from '@fyntrix/sdk'
import { styled } from '../shared/output.ts'
import { latestText } from '../top-picks/picks.text.ts'
import type { HomeConfig } from './home.ts'

/** What a home serves, in words that cannot be misread. */
export const laneText = (config: HomeConfig): string => {
  if (config.lane === 'simulated') {
    return styled('yellow', 'SIMULATED MARKET: every price and pick below is invented. Not investment advice.')
  }
  return `replay of ${config.source} candles as of ${config.asOf}. Not investment advice.`
}

/** What `up` says when everything serves. */
export const summary = async (
  client: FyntrixClient,
  { config, url, credentials }: { config: HomeConfig; url: string; credentials: string },
): Promise<string> => {
  const latest = await client.topPicks.latest({ universe: 'nifty50', mode: 'swing' })
  return [
    '',
    laneText(config),
    '',
    latestText(latest),
    '',
    `API    ${url}`,
    `key    ${credentials} (adminKey)`,
    'try    ./fyntrix picks latest --universe nifty50 --mode swing --json',
    'stop   ./fyntrix down',
  ].join('\n')
}
