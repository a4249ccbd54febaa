import { nse } from '@fyntrix/calendar'
import { createZerodhaProvider } from './src/index.ts'
const by = new Map<string, number>(), iv = new Map<string, number[]>()
const t = performance.now(), c = process.cpuUsage()
for await (const item of createZerodhaProvider('/work/shared/data/legacy/stock-analyzer/cache', nse).read()) {
  if (item.kind === 'batch') { const b = item.batch; const x = iv.get(b.interval) ?? [0,0,0,0,0]; iv.set(b.interval, x)
    x[0]! ++; x[1]! += b.session.length; x[2]! += new Set(b.candles.ts).size; x[3]! += b.repeats ?? 0; x[4]! += b.candles.provisional.reduce((a, y) => a + y, 0) }
  else for (const r of item.rows) { const k = `${r.reason} ${r.interval} ${r.detail}`; by.set(k, (by.get(k) ?? 0) + 1) }
}
console.log(performance.now() - t, process.cpuUsage(c), iv, by)
console.log([...iv.values()].reduce((a, x) => a.map((y, i) => y + x[i]!), [0,0,0,0,0]))
