import { AgentName } from '@fyntrix/domain/agents'
import { Mode } from '@fyntrix/domain/top-picks'
import { describe, expect, test } from 'vitest'
import { engineConfig } from './engine-config.ts'

describe.each(Mode.options)('%s', (mode) => {
  const config = engineConfig.modes[mode]

  test('the weights sum to 1', () => {
    const total = Object.values(config.weights).reduce((sum, weight) => sum + weight, 0)
    expect(total).toBeCloseTo(1, 12)
  })

  test('every weight belongs to an agent that exists', () => {
    for (const name of Object.keys(config.weights)) expect(AgentName.options).toContain(name)
  })

  test('the short gate mirrors the long gate', () => {
    expect(config.short.maxScore).toBe(100 - config.long.minScore)
    expect(config.short.minRiskReward).toBe(config.long.minRiskReward)
  })
})

test('the gates are the settled ones', () => {
  const gates = Mode.options.map((mode) => {
    const { long, short } = engineConfig.modes[mode]
    return [mode, long.minScore, long.minRiskReward, short.maxScore]
  })
  expect(gates).toEqual([
    ['scalping', 55, 1.2, 45],
    ['intraday', 60, 1.5, 40],
    ['swing', 60, 1.8, 40],
    ['options', 65, 1.8, 35],
    ['futures', 60, 1.7, 40],
  ])
})

test('nobody can change the configuration of a running engine', () => {
  const weights: Record<string, number> = engineConfig.modes.swing.weights
  expect(() => {
    weights['technical'] = 1
  }).toThrow(TypeError)
})
