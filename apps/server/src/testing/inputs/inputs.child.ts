/**
 * Sends made-up and hostile inputs to every procedure of a server: `FYNTRIX_API_KEY=… node apps/server/src/testing/inputs/inputs.child.ts --url URL --n N --seed S`.
 * Prints one JSON line for each procedure that is done, then the report; broken promises go to standard error as they are found. `--known` are ids to ask for, `--secret` text that no answer may hold.
 */
import { parseArgs } from 'node:util'
import { bombard } from './index.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    n: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    known: { type: 'string', multiple: true, default: [] },
    secret: { type: 'string', multiple: true, default: [] },
  },
})
const key = process.env['FYNTRIX_API_KEY']
if (values.url === undefined || key === undefined) throw new Error('--url and FYNTRIX_API_KEY are needed')

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
const report = await bombard({
  url: values.url,
  key,
  n: Number(values.n),
  seed: Number(values.seed),
  known: values.known,
  secrets: values.secret,
  onBroken: (problem) => process.stderr.write(`${problem}\n`),
  onProcedure: (path, done, total) => say({ path, done, total }),
})
say({ report })
