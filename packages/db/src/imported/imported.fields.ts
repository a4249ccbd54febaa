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

/** Fields of an answer by column of their table, by how they are kept. */
export interface Fields {
  readonly as: Readonly<Record<string, string>>
  readonly numbers?: Readonly<Record<string, string>>
  readonly counts?: Readonly<Record<string, string>>
  readonly times?: Readonly<Record<string, string>>
}

/**
 * The select list of imported rows of a table that is called `alias`: what all of them have, then these fields. What no number of JSON is stands in `notNumbers`
 * as text instead.
 */
export const selected = (alias: string, { as, numbers = {}, counts = {}, times = {} }: Fields): string => {
  const listed = (fields: Readonly<Record<string, string>>, sql: (column: string) => string): string[] =>
    Object.entries(fields).map(([field, column]) => `${sql(`${alias}.${column}`)} as "${field}"`)
  const others = (fields: Readonly<Record<string, string>>, sql: (column: string) => string): string[] =>
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
    ...listed(as, (column) => column),
    ...listed(numbers, finite),
    ...listed(counts, whole),
    ...listed(times, microseconds),
  ].join(', ')
}
