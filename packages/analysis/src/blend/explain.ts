import type { AgentResult, Signal } from '@fyntrix/domain/agents'
import type { Contribution, Direction } from '@fyntrix/domain/top-picks'
import type { Blend } from './blend.ts'

const sides = { LONG: 'bullish', SHORT: 'bearish' } as const

/**
 * What speaks for a pick and what against it: of each agent in order of weight the two strongest signals on the pick's side, at most six, then at
 * most two on the other side. Agents list their signals strongest first.
 */
export const keySignals = (results: readonly AgentResult[], direction: Direction): Signal[] => {
  const side = sides[direction]
  const other = sides[direction === 'LONG' ? 'SHORT' : 'LONG']
  const pick = (wanted: Signal['direction'], each: number, most: number): Signal[] =>
    results
      .flatMap((result) =>
        result.answered ? result.signals.filter((signal) => signal.direction === wanted).slice(0, each) : [],
      )
      .slice(0, most)
  return [...pick(side, 2, 6), ...pick(other, 1, 2)]
}

const scoreText = ({ agent, score }: Contribution): string => `${agent} ${score?.toFixed(0) ?? ''}`

/** One sentence that says what the blend is made of, and what is missing. */
export const explain = ({ score, coverage, contributions }: Blend, direction: Direction | 'Neutral'): string => {
  const answered = contributions.filter((part) => part.score !== null)
  const silent = contributions.filter((part) => part.score === null)
  const missing = silent.length > 0 ? `; no answer from ${silent.map(({ agent }) => agent).join(', ')}` : ''
  const share = `${(100 * coverage).toFixed(0)} % of the weight`
  return `${direction} at ${score?.toFixed(1) ?? 'no score'} of 100 on ${share}: ${answered.map(scoreText).join(', ')}${missing}`
}
