import type { AgentName } from '@fyntrix/domain/agents'
import type { CandleInterval } from '@fyntrix/domain/candles'
import type { Mode } from '@fyntrix/domain/top-picks'

/** What a mode weighs, on which bars, and what a pick of it must reach. */
export interface ModeConfig {
  /** Share of each agent in the blend; they sum to 1. */
  readonly weights: Readonly<Partial<Record<AgentName, number>>>
  /** The bars that the agents read. */
  readonly interval: CandleInterval
  /** A long needs at least this score and this reward per unit of risk. */
  readonly long: { readonly minScore: number; readonly minRiskReward: number }
  /** A short needs at most this score and at least this reward per unit of risk. */
  readonly short: { readonly maxScore: number; readonly minRiskReward: number }
  /** Whether the mode trades contracts, which candles do not describe. */
  readonly needsContracts: boolean
}

/**
 * How many bars a computation reads: the newest `maximum`, and it refuses fewer than `minimum`. Older bars change nothing, so a price break matters
 * exactly as long as it lies among the newest `maximum`.
 */
export interface WindowConfig {
  readonly minimum: number
  readonly maximum: number
}

/** Every number of the engine that somebody may want to argue about. */
export interface EngineConfig {
  /** Written on every run. Changing any number here, or a definition in an agent, needs a new version. */
  readonly version: string
  readonly modes: Readonly<Record<Mode, ModeConfig>>
  /** Least share of a mode's weight that must have answered, 0–1. */
  readonly coverageFloor: number
  /** Inclusive bounds of the recommendations on the scale 0–100; between `sell` and `buy` is Neutral. */
  readonly bands: {
    readonly strongBuy: number
    readonly buy: number
    readonly sell: number
    readonly strongSell: number
  }
  readonly plan: {
    /** Distance of the stop in ATR14. */
    readonly stopAtr: number
    /** A level beyond that distance becomes the stop if it is nearer than this, in ATR14. */
    readonly stopLevelAtr: number
    /** The target is the next level between these multiples of the risk … */
    readonly targetMinR: number
    readonly targetMaxR: number
    /** … else this multiple. */
    readonly targetDefaultR: number
    readonly window: WindowConfig
  }
  /** Most picks of a run. */
  readonly topN: number
  /** An open this far from the previous close, as a fraction, is a break in the series and no return. */
  readonly breakThreshold: number
  /** Bars that each agent with candles for its source reads. */
  readonly windows: Readonly<
    Record<'technical' | 'pattern_recognition' | 'market_regime' | 'risk' | 'breadth', WindowConfig>
  >
  /** Sessions of a year, for annualising daily volatility. */
  readonly sessionsPerYear: number
  /** Least number of members whose own window is complete for breadth to say anything. */
  readonly breadthMinimumMembers: number
}

const gate = (score: number, riskReward: number): Pick<ModeConfig, 'long' | 'short'> => ({
  long: { minScore: score, minRiskReward: riskReward },
  short: { maxScore: 100 - score, minRiskReward: riskReward },
})

const config: EngineConfig = {
  version: '1.0.0',
  modes: {
    scalping: {
      weights: {
        technical: 0.2,
        global: 0.05,
        policy: 0.02,
        options: 0.1,
        sentiment: 0.12,
        microstructure: 0.22,
        risk: 0.1,
        pattern_recognition: 0.16,
        market_regime: 0.03,
      },
      interval: '5minute',
      ...gate(55, 1.2),
      needsContracts: false,
    },
    intraday: {
      weights: {
        technical: 0.23,
        global: 0.08,
        policy: 0.05,
        options: 0.12,
        sentiment: 0.15,
        microstructure: 0.11,
        risk: 0.08,
        pattern_recognition: 0.13,
        market_regime: 0.05,
      },
      interval: '15minute',
      ...gate(60, 1.5),
      needsContracts: false,
    },
    swing: {
      weights: {
        technical: 0.16,
        global: 0.18,
        policy: 0.16,
        options: 0.1,
        sentiment: 0.08,
        microstructure: 0.02,
        risk: 0.09,
        pattern_recognition: 0.13,
        market_regime: 0.08,
      },
      interval: 'day',
      ...gate(60, 1.8),
      needsContracts: false,
    },
    options: {
      weights: { options: 0.4, pattern_recognition: 0.2, market_regime: 0.15, technical: 0.15, sentiment: 0.1 },
      interval: 'day',
      ...gate(65, 1.8),
      needsContracts: true,
    },
    futures: {
      weights: { technical: 0.3, market_regime: 0.25, pattern_recognition: 0.2, microstructure: 0.15, global: 0.1 },
      interval: 'day',
      ...gate(60, 1.7),
      needsContracts: true,
    },
  },
  coverageFloor: 0.4,
  bands: { strongBuy: 70, buy: 60, sell: 40, strongSell: 30 },
  plan: {
    stopAtr: 2,
    stopLevelAtr: 3,
    targetMinR: 1.8,
    targetMaxR: 4,
    targetDefaultR: 2,
    window: { minimum: 30, maximum: 60 },
  },
  topN: 20,
  breakThreshold: 0.25,
  windows: {
    // 52 bars of the Ichimoku cloud, displaced by 26, are the longest look back; 120 let Wilder's averages forget their start
    technical: { minimum: 100, maximum: 120 },
    // two swing points up to 60 bars apart, after the 20 bars that measure a typical range
    pattern_recognition: { minimum: 60, maximum: 120 },
    market_regime: { minimum: 60, maximum: 120 },
    // n bars make n − 1 returns: 60 to 120 of them
    risk: { minimum: 61, maximum: 121 },
    breadth: { minimum: 50, maximum: 50 },
  },
  sessionsPerYear: 252,
  breadthMinimumMembers: 5,
}

const deepFreeze = <T extends object>(value: T): T => {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner)
  return Object.freeze(value)
}

/** The one configuration of the engine, frozen. Weights and gates: the engine's specification and the settled decisions. */
export const engineConfig: EngineConfig = deepFreeze(config)
