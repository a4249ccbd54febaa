import { describe, expect, test } from 'vitest'
import { type ScoredSession, seededRandom } from '../statistics/index.ts'
import { agentPerformance } from './index.ts'

const sessions = (count: number, pairs: number, seed: number, strength = 0): ScoredSession[] => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const scores = Array.from({ length: pairs }, () => 100 * random())
    return { scores, returns: scores.map((score) => (strength * (score - 50)) / 50 + 6 * (random() - 0.5)) }
  })
}
const measuring = { span: 5, seed: 1 }

describe('the performance of an agent', () => {
  test('that says something is seen, with intervals that leave out nothing', () => {
    const found = agentPerformance(sessions(60, 15, 7, 2), measuring)
    expect(found.informationCoefficient?.value).toBeGreaterThan(0.3)
    expect(found.informationCoefficient?.interval?.low).toBeGreaterThan(0)
    expect(found.hitRate?.interval?.low).toBeGreaterThan(0.5)
    expect(found.hitRate).toMatchObject({ sessions: 60, n: 900 })
    expect(found.reason).toBeNull()
  })

  test('whose outcomes are shuffled has an interval that covers zero, and a planted signal is found beside it', () => {
    let covered = 0
    for (let seed = 1; seed <= 20; seed += 1) {
      const { controls } = agentPerformance(sessions(60, 15, 100 + seed, 2), { span: 1, seed })
      const { low = 1, high = -1 } = controls.shuffled?.interval ?? {}
      if (low <= 0 && high >= 0) covered += 1
      expect(controls.planted?.interval?.low).toBeGreaterThan(0.2)
    }
    // 95 % of 20, and what chance takes from that
    expect(covered).toBeGreaterThanOrEqual(16)
  })

  test('is null with the reason where it rests on too little', () => {
    expect(agentPerformance(sessions(9, 15, 3), measuring)).toMatchObject({
      informationCoefficient: null,
      hitRate: null,
      reason: expect.stringContaining('needs 10 sessions'),
    })
    expect(agentPerformance(sessions(30, 4, 3), measuring)).toMatchObject({
      informationCoefficient: null,
      hitRate: { sessions: 30 },
      reason: expect.stringContaining('0 of 30'),
    })
    expect(agentPerformance([], measuring)).toMatchObject({ informationCoefficient: null, hitRate: null })
  })

  test('of a score that never differs has no coefficient, and one at 50 takes no side', () => {
    const flat = sessions(30, 15, 5).map(({ returns }) => ({ scores: returns.map(() => 50), returns }))
    expect(agentPerformance(flat, measuring)).toMatchObject({ informationCoefficient: null, hitRate: null })
  })
})
