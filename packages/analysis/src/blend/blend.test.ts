import { AgentName, type AgentResult, Confidence } from '@fyntrix/domain/agents'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engineConfig } from '../config/index.ts'
import { blend, isCovered, weightedAgents } from './blend.ts'
import { type Candidate, rank } from './rank.ts'
import { directionOf, passesScoreGate, recommend } from './recommendation.ts'

const swing = engineConfig.modes.swing

const answered = (agent: AgentName, score: number, confidence: Confidence = 'Medium'): AgentResult => ({
  answered: true,
  agent,
  score,
  confidence,
  signals: [],
  reasoning: '',
  metadata: {},
})

const silent = (agent: AgentName): AgentResult => ({
  answered: false,
  agent,
  abstention: { code: 'no-source', message: 'not connected' },
})

describe('the blend', () => {
  test('weighs the agents that answered and nobody else', () => {
    const result = blend([answered('technical', 80), answered('risk', 40), silent('options')], swing)
    expect(result.score).toBe(Math.round(((80 * 0.16 + 40 * 0.09) / 0.25) * 100) / 100)
    expect(result.coverage).toBe(0.25)
  })

  test('lists every weighted agent, the silent ones with their reason', () => {
    const { contributions } = blend([answered('technical', 80), silent('options')], swing)
    expect(contributions).toHaveLength(9)
    expect(contributions.find(({ agent }) => agent === 'options')).toMatchObject({
      score: null,
      abstention: { code: 'no-source' },
    })
  })

  test('is null where nobody answered, never 50', () => {
    expect(blend([silent('technical')], swing)).toMatchObject({ score: null, confidence: null, coverage: 0 })
  })

  test('has as coverage the four agents that read candles: 0.46 of swing, above the floor', () => {
    const four = (['technical', 'pattern_recognition', 'market_regime', 'risk'] as const).map((agent) =>
      answered(agent, 60),
    )
    const result = blend(four, swing)
    expect(result.coverage).toBe(0.46)
    expect(isCovered(result, engineConfig)).toBe(true)
    expect(isCovered(blend(four.slice(0, 3), swing), engineConfig)).toBe(false)
  })

  test('reaches the floor exactly despite binary fractions', () => {
    const mode = { ...swing, weights: { technical: 0.1, risk: 0.1, options: 0.1, global: 0.1, policy: 0.6 } }
    const result = blend(
      (['technical', 'risk', 'options', 'global'] as const).map((agent) => answered(agent, 60)),
      mode,
    )
    expect(isCovered(result, engineConfig)).toBe(true)
  })

  test('averages confidence by weight: 3, 2, 1', () => {
    const high = blend(
      [answered('technical', 80, 'High'), answered('market_regime', 80, 'High'), answered('risk', 80, 'Medium')],
      swing,
    )
    expect(high.confidence).toBe('High')
    expect(blend([answered('technical', 80, 'Low'), answered('market_regime', 80, 'Medium')], swing).confidence).toBe(
      'Low',
    )
  })

  test('lies between the lowest and the highest score, with a coverage of 0 to 1, for any answers', () => {
    const results = fc.uniqueArray(
      fc.record({
        agent: fc.constantFrom(...AgentName.options),
        score: fc.integer({ min: 0, max: 10_000 }),
        confidence: fc.constantFrom(...Confidence.options),
      }),
      { minLength: 1, selector: ({ agent }) => agent },
    )
    fc.assert(
      fc.property(results, (list) => {
        const { score, coverage } = blend(
          list.map((one) => answered(one.agent, one.score / 100, one.confidence)),
          swing,
        )
        const scores = list.map((one) => one.score / 100)
        expect(score).toBeGreaterThanOrEqual(Math.min(...scores) - 0.005)
        expect(score).toBeLessThanOrEqual(Math.max(...scores) + 0.005)
        expect(coverage).toBeGreaterThan(0)
        expect(coverage).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('agents are listed heaviest first, equals by name', () => {
  expect(
    weightedAgents(swing)
      .map(({ agent }) => agent)
      .slice(0, 4),
  ).toEqual(['global', 'policy', 'technical', 'pattern_recognition'])
})

test.each([
  [100, 'Strong Buy', 'LONG'],
  [70, 'Strong Buy', 'LONG'],
  [69.99, 'Buy', 'LONG'],
  [60, 'Buy', 'LONG'],
  [59.99, 'Neutral', null],
  [40.01, 'Neutral', null],
  [40, 'Sell', 'SHORT'],
  [30.01, 'Sell', 'SHORT'],
  [30, 'Strong Sell', 'SHORT'],
  [0, 'Strong Sell', 'SHORT'],
] as const)('a score of %d is %s', (score, recommendation, direction) => {
  expect(recommend(score, engineConfig)).toBe(recommendation)
  expect(directionOf(recommendation)).toBe(direction)
})

test('the gates include their bound', () => {
  const { options } = engineConfig.modes
  expect(passesScoreGate(65, 'LONG', options)).toBe(true)
  expect(passesScoreGate(64.99, 'LONG', options)).toBe(false)
  expect(passesScoreGate(35, 'SHORT', options)).toBe(true)
  expect(passesScoreGate(35.01, 'SHORT', options)).toBe(false)
})

describe('the ranking', () => {
  const candidate = (symbol: string, score: number): Candidate => ({
    symbol,
    score,
    direction: score > 50 ? 'LONG' : 'SHORT',
    recommendation: recommend(score, engineConfig),
    confidence: 'Medium',
    coverage: 0.46,
    plan: { entry: 100, stop: 96, stopBasis: 'atr', target: 108, targetBasis: 'multiple', riskReward: 2, atr: 2 },
    contributions: [],
    signals: [],
    reasoning: '',
    lastCandle: '2026-01-09T00:00:00.000Z',
  })

  test('puts the strongest conviction first, whichever side, and equals in order of symbol', () => {
    const { picks } = rank([candidate('C', 65), candidate('B', 35), candidate('D', 28), candidate('A', 71)], 20)
    expect(picks.map(({ rank: place, symbol }) => `${place}${symbol}`)).toEqual(['1D', '2A', '3B', '4C'])
  })

  test('keeps the first N', () => {
    const all = Array.from({ length: 25 }, (_, i) => candidate(`S${String(i).padStart(2, '0')}`, 60 + i))
    const { picks, rankedOut } = rank(all, 20)
    expect(picks).toHaveLength(20)
    expect(rankedOut.map(({ score }) => score)).toEqual([64, 63, 62, 61, 60])
  })
})
