import { nse } from '@fyntrix/calendar'
import { createNseDailyProvider } from './src/index.ts'
for (let i = 0; i < 5; i++) {
  const t = performance.now(), c = process.cpuUsage()
  let rows = 0, q = 0
  const by = new Map<string, number>()
  for await (const item of createNseDailyProvider('/work/shared/data/market/nse-daily', nse).read()) {
    if (item.kind === 'batch') rows += item.batch.session.length
    else for (const r of item.rows) { q++; const k = `${r.reason} ${r.raw.slice(0, 10)} ${r.detail}`; by.set(k, (by.get(k) ?? 0) + 1) }
  }
  console.log(rows, q, (performance.now() - t).toFixed(0), 'ms', process.cpuUsage(c))
  if (i === 4) console.log(by)
}
