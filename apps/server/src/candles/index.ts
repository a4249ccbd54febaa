export { candlesRouter } from './candles.router.ts'
