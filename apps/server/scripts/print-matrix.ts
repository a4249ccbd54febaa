/** Prints who may call what, from the router: `node apps/server/scripts/print-matrix.ts [--markdown]`, JSON unless the table of the documents is asked for. */
import { parseArgs } from 'node:util'
import { declaredProcedures } from '../src/access/declared.ts'
import { matrixOf, matrixTable } from '../src/access/matrix.ts'
import { appRouter } from '../src/router.ts'

const { markdown } = parseArgs({ options: { markdown: { type: 'boolean', default: false } } }).values
const rows = matrixOf(declaredProcedures(appRouter))
process.stdout.write(`${markdown ? matrixTable(rows) : JSON.stringify(rows)}\n`)
