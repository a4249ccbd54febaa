import { PolicyConfig, planExits } from '@fyntrix/domain/policies'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../statistics/index.ts'
import { type ProposeOptions, propose, type TrainingPick } from './index.ts'
import { closed, unavailable } from './testing/closed.ts'

const config = PolicyConfig.parse({
  schema: 1,
  exits: { default: 'b', profiles: { c: planExits, a: planExits, b: planExits } },
  entries: { default: 'only', arms: { only: { longMinScore: 60, shortMaxScore: 40, minRiskReward: 1.5 } } },
})
const options: ProposeOptions = { against: 'active-policy', span: 1, seed: 21 }
const dateOf = (day: number): string => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)

/** Numbers around 0 with deviation 1: three uniforms (variance 1/12 each) less their mean, doubled. */
const noise = (seed: number): (() => number) => {
  const random = seededRandom(seed)
  return () => 2 * (random() + random() + random() - 1.5)
}

/** Picks of `count` sessions, four a session; `returns` says what one ends with as it is traded by now, and under a, b and c. */
const picksOf = (count: number, returns: () => readonly [number, number, number, number]): TrainingPick[] =>
  Array.from({ length: 4 * count }, (_, i) => {
    const [active, a, b, c] = returns()
    return {
      session: dateOf(Math.floor(i / 4)),
      active: closed(active),
      exits: { a: closed(a), b: closed(b), c: closed(c) },
    }
  })

/** Profile c earns 0.4 % more a pick than the others, behind a market that moves all of them by 2 %. */
const planted = (seed: number): TrainingPick[] => {
  const next = noise(seed)
  return picksOf(100, () => {
    const market = 2 * next()
    return [market + next(), market + next(), market + next(), market + next() + 0.4]
  })
}

describe('a proposal', () => {
  test('finds a planted better profile, and it passes the gate on what was held back', () => {
    const found = Array.from({ length: 10 }, (_, seed) => propose(config, planted(seed), options))
    expect(found.map((proposal) => proposal.config.exits.default)).toEqual(Array.from({ length: 10 }, () => 'c'))
    // 116 pairs with a deviation of √2: 0.4 is three standard errors, so nearly all pass
    expect(found.filter(({ verdict }) => verdict.passed).length).toBeGreaterThanOrEqual(8)
    expect(found[0]).toMatchObject({
      trainingSessions: 70,
      purgedSessions: 1,
      unavailable: 0,
      verdict: { passed: true, against: 'active-policy', n: 116, sessions: 29 },
    })
    expect(found[0]?.heldBack.map(({ session }) => session)).toEqual(
      Array.from({ length: 29 }, (_, i) => dateOf(71 + i)),
    )
  })

  test('of profiles that do not differ passes the gate in few of 200 markets', () => {
    const verdicts = Array.from({ length: 200 }, (_, seed) => {
      const next = noise(1000 + seed)
      const market = picksOf(44, () => [next(), next(), next(), next()])
      return propose(config, market, { ...options, trainingShare: 0.3, seed }).verdict
    })
    // 44 sessions: 13 to learn from, one between, 30 held back with four pairs each
    expect(verdicts.every(({ n, sessions }) => n === 120 && sessions === 30)).toBe(true)
    const passed = verdicts.filter((verdict) => verdict.passed)
    // by chance the low end of a 95 % interval lies above 0 in 2.5 %: five of 200, and with three standard deviations √(200 · 0.025 · 0.975) = 2.2
    // on top eleven
    expect(passed.length).toBeLessThanOrEqual(11)
  })

  test('learns nothing from what is held back, nor from what lies between', () => {
    const better = (day: number) => (day < 70 ? { a: 1, c: 0 } : { a: 0, c: 9 })
    const picks = Array.from({ length: 100 }, (_, day): TrainingPick => {
      const { a, c } = better(day)
      return { session: dateOf(day), active: closed(0), exits: { a: closed(a), b: closed(0), c: closed(c) } }
    })
    const proposal = propose(config, picks, { ...options, span: 5 })
    expect(proposal).toMatchObject({
      trainingSessions: 70,
      purgedSessions: 5,
      verdict: { n: 25, meanDifferencePct: 0 },
    })
    expect(proposal.config.exits.default).toBe('a')
    expect(proposal.training['a']).toMatchObject({ n: 70, meanReturnPct: 1 })
    expect(proposal.heldBack[0]).toEqual({
      session: dateOf(75),
      pairs: [{ candidateReturnPct: 0, activeReturnPct: 0 }],
    })
  })

  test('of equal profiles takes the first by id, and changes nothing else of the configuration', () => {
    const proposal = propose(
      config,
      picksOf(10, () => [1, 1, 1, 1]),
      options,
    )
    expect(proposal.config).toEqual({ ...config, exits: { ...config.exits, default: 'a' } })
  })

  test('leaves out what can not be told, and counts it', () => {
    const [one, two, ...rest] = picksOf(10, () => [0, 0, 0, 0])
    if (!one || !two) throw new Error('forty picks')
    const untold = { ...one, exits: { a: unavailable, b: unavailable, c: unavailable } }
    const proposal = propose(config, [untold, { ...two, active: unavailable }, ...rest], options)
    expect(proposal.unavailable).toBe(2)
    // seven sessions of four, less two
    expect(proposal.training['a']?.n).toBe(26)
  })

  test('of nothing is what there was, and does not pass', () => {
    expect(propose(config, [], options)).toMatchObject({
      config,
      training: { a: { n: 0 }, b: { n: 0 }, c: { n: 0 } },
      heldBack: [],
      verdict: { passed: false, n: 0, meanDifferencePct: null, interval: null },
    })
    const [one] = picksOf(1, () => [0, 0, 0, 2])
    expect(propose(config, one ? [one] : [], options)).toMatchObject({
      config: { exits: { default: 'c' } },
      trainingSessions: 1,
      verdict: { passed: false, n: 0 },
    })
  })

  test('is the same for the same picks, and refuses a profile that was not replayed', () => {
    expect(propose(config, planted(3), options)).toEqual(propose(config, planted(3), options))
    const lacking = planted(1).map((pick) => ({ ...pick, exits: { a: closed(1), b: closed(1) } }))
    expect(() => propose(config, lacking, options)).toThrow(/not replayed under profile c/)
  })
})
