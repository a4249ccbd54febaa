export { createNseDailyProvider } from './nse-daily/nse-daily.provider.ts'
export type { CandleProvider, ReadOptions } from './provider.ts'
