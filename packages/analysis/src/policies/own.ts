/** What a record itself holds under a key: `constructor` is a possible id, and every object inherits something by that name. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
