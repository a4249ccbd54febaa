export { type Candles, createCandles } from './candles.service.ts'
export { lastSession, sessionQuorum } from './last-session.ts'
export { createRefresh } from './refresh.ts'
