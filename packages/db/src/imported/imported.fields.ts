/** SQL for a float8 that JSON can hold: null for what is not finite. */
const finite = (column: string): string =>
  `case when ${column} > '-Infinity' and ${column} < 'Infinity' then ${column} end`

/** SQL for an int8 that JSON can hold exactly: null beyond ±(2⁵³ − 1). */
const whole = (column: string): string =>
  `case when ${column} between -9007199254740991 and 9007199254740991 then ${column}::float8 end`

/** SQL that writes a timestamptz in UTC with its microseconds. */
export const microseconds = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** SQL for the codes of a row as a list. */
export const codesOf = (alias: string): string => `coalesce(string_to_array(${alias}.suspect, ' '), '{}')`

type Named = Readonly<Record<string, string>>

/** Fields of an answer by column of their table, by how they are kept. */
export interface Fields {
  readonly as: Named
  readonly numbers?: Named
  readonly counts?: Named
  readonly times?: Named
}

const columnsOf = (
  { as, numbers = {}, counts = {}, times = {} }: Fields,
  alias: string,
): [field: string, sql: string][] => {
  const written = (fields: Named, sql: (column: string) => string) =>
    Object.entries(fields).map(([field, column]): [string, string] => [field, sql(`${alias}.${column}`)])
  return [
    ...written(as, (column) => column),
    ...written(numbers, finite),
    ...written(counts, whole),
    ...written(times, microseconds),
  ]
}

/** What all imported rows have. What no number of JSON is stands in `notNumbers` as text instead. */
const common = ({ numbers = {}, counts = {} }: Fields, alias: string): string[] => {
  const others = (fields: Named, sql: (column: string) => string): string[] =>
    Object.entries(fields).map(
      ([field, column]) =>
        `'${field}', case when (${sql(`${alias}.${column}`)}) is null then ${alias}.${column}::text end`,
    )
  const notNumbers = [...others(numbers, finite), ...others(counts, whole)].join(', ')
  return [
    `${alias}.external_id as "externalId"`,
    `${alias}.lane`,
    `${codesOf(alias)} as suspect`,
    `${alias}.original::json as original`,
    `jsonb_strip_nulls(jsonb_build_object(${notNumbers})) as "notNumbers"`,
  ]
}

/** The select list of imported rows of a table that is called `alias`: what all of them have, then these fields. */
export const selected = (alias: string, fields: Fields): string =>
  [...common(fields, alias), ...columnsOf(fields, alias).map(([field, sql]) => `${sql} as "${field}"`)].join(', ')

/** The same with the fields in one object of JSON, `cells`. */
export const selectedAsCells = (alias: string, fields: Fields): string => {
  const pairs = columnsOf(fields, alias).map(([field, sql]) => `'${field}', ${sql}`)
  return [...common(fields, alias), `json_build_object(${pairs.join(', ')}) as cells`].join(', ')
}
