import type { Verified } from '../verify.ts'

const mostTold = 5

/** What speaks against a switch in what was verified. Rows that the legacy system deleted do not: they stay here. */
export const reasonsAgainst = ({ tables, files }: Verified): readonly string[] => [
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
  ...files.problems.slice(0, mostTold).map(({ place, reason }) => `${place}: ${reason}`),
  ...(files.problems.length > mostTold ? [`${files.problems.length - mostTold} more files are not proved`] : []),
]
