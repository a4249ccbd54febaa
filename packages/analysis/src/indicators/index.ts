export { ema, sma } from './averages.ts'
export { at, type Bar, barAt, columnOf, last } from './column.ts'
export { heikinAshi } from './heikin-ashi.ts'
export { type Macd, macd, rsi, type StochasticRsi, stochasticRsi, williamsR } from './momentum.ts'
export {
  adx,
  type DirectionalMovement,
  type Ichimoku,
  ichimoku,
  type SupertrendColumns,
  supertrend,
} from './trend.ts'
export { atr, type Bands, bollinger } from './volatility.ts'
export { mfi, obv, vwap } from './volume.ts'
