import { nse } from '@fyntrix/calendar'
import { createSimulatedMarket } from './src/index.ts'
const now = () => new Date('2026-11-20T07:00:00Z')
for (let i = 0; i < 4; i++) {
const t = performance.now(), c = process.cpuUsage(); let n = 0, b = 0
for await (const item of createSimulatedMarket({ seed: 'x', calendar: nse, now }).read()) {
  if (item.kind !== 'batch') continue
  n += item.batch.session.length; b++
  const { candles: k } = item.batch
  if (i === 0 && (b < 7 || item.batch.symbol.startsWith('NIFTY'))) console.log(item.batch.symbol, item.batch.interval, k.ts.length, new Date(k.ts.at(-1)!).toISOString(), k.open.at(-1), k.high.at(-1), k.low.at(-1), k.close.at(-1), k.volume.at(-1), Math.min(...k.low), Math.max(...k.high))
}
const u = process.cpuUsage(c); console.log(b, n, (performance.now() - t).toFixed(0), 'ms', (u.user + u.system) / 1000)
}
const t = performance.now(); let n = 0
for await (const item of createSimulatedMarket({ seed: 'x', calendar: nse, now }).read({ since: new Date('2026-11-20T06:50:00Z') })) if (item.kind === 'batch') n += item.batch.session.length
console.log('since', n, performance.now() - t)
