import { readFileSync, readdirSync } from 'node:fs'
import Papa from 'papaparse'
import { nse } from '@fyntrix/calendar'
import { csvLines } from './src/csv/csv-lines.ts'
import { readBarFile } from './src/csv/bar-file.ts'
import { createFlatDayTally } from './src/nse-daily/flat-days.ts'
import { nseDailyLayout } from './src/nse-daily/nse-daily.layout.ts'
import { exchangeDays } from './src/exchange-days.ts'
const d='/work/shared/data/market/nse-daily/'
const texts: string[]=[]; for(const f of readdirSync(d)) texts.push(readFileSync(d+f,'utf8'))
const best: Record<string, number> = {}
const lap=(n:string, f:()=>void)=>{const c=process.cpuUsage();f();const e=process.cpuUsage(c);const ms=(e.user+e.system)/1000;best[n]=Math.min(best[n]??1e9,ms)}
for (let i=0;i<12;i++){
lap('papa lines',()=>{for(const x of texts) csvLines(x)})
lap('papa step',()=>{let n=0;for(const x of texts) Papa.parse<string[]>(x,{fastMode:true,delimiter:',',newline:'\n',step:(r)=>{n+=r.data.length}})})
lap('split',()=>{for(const x of texts) for(const l of x.split('\n')) l.split(',')})
lap('flat',()=>{const t=createFlatDayTally();for(const x of texts) t.add(x);t.flatDays()})
const days=exchangeDays(nse); const l=nseDailyLayout(days,new Map())
lap('readBarFile',()=>{for(const x of texts) readBarFile(x,l)})
}
console.log(best)
