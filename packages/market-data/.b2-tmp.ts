import { readFileSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { csvLines } from './src/csv/csv-lines.ts'
const d='/work/shared/data/market/nse-daily/'
for (let i=0;i<4;i++){
let t=performance.now(); const lap=(n:string)=>{console.log(n,(performance.now()-t).toFixed(0)); t=performance.now()}
const texts: string[]=[]; for(const f of readdirSync(d)) texts.push(readFileSync(d+f,'utf8'));lap('readsync')
for(const f of readdirSync(d)) await readFile(d+f,'utf8');lap('read async')
let n=0;for(const x of texts) n+=csvLines(x).length;lap('papa')
n=0;for(const x of texts) for(const l of x.split('\n')) n+=l.split(',').length;lap('split')
n=0;for(const x of texts) n+=x.split('\n').length;lap('split lines')
}
