import { placeOf } from '../candles/or-reason.ts'
import type { Verified } from '../verify.ts'

const mostTold = 5

/** What speaks against a switch in what was verified. Rows that the legacy system deleted do not, nor bars that are here alone: they stay. Values in Redis are caches, and do not either; nor does what is not read, but a database that is locked. */
export const reasonsAgainst = ({
  tables = [],
  candles = [],
  unreadCaches = [],
  documents = [],
  files = { proved: 0, problems: [] },
  locked = [],
}: Partial<Verified>): readonly string[] => [
  ...locked.map((path) => `${path}: locked by whoever writes to it: try again`),
  ...tables.flatMap(({ path, table, waiting, deleted, differences, unlisted, aggregates }) => {
    const different = differences.length + unlisted - deleted
    const place = `${path}#${table}`
    return [
      ...(waiting > 0 ? [`${place}: ${waiting} rows were not imported yet`] : []),
      ...(different > 0 ? [`${place}: ${different} rows differ`] : []),
      ...aggregates.map(
        ({ column, of, legacy, kept }) => `${place}: ${of} of ${column} is ${legacy} there, ${kept} here`,
      ),
    ]
  }),
  ...candles.flatMap(({ folder, differing, differences }) => {
    // those that are not listed may be of any kind
    const alone = differences.filter(({ kind }) => kind === 'unexpected').length
    return differing > alone
      ? [`${placeOf(folder)}: ${differing - alone} values of candles differ: import them with 'apply'`]
      : []
  }),
  ...unreadCaches.map(({ place, reason }) => `${place}: ${reason}`),
  ...documents.flatMap(({ path, waiting, wrong }) =>
    waiting + wrong > 0 ? [`${path}: ${waiting + wrong} items are not proved`] : [],
  ),
  ...files.problems.slice(0, mostTold).map(({ place, reason }) => `${place}: ${reason}`),
  ...(files.problems.length > mostTold ? [`${files.problems.length - mostTold} more files are not proved`] : []),
]
