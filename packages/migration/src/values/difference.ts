import { pathOf } from './strict-json.ts'

/** Where two values differ first, and what stands there. */
export interface Difference {
  /** Such as `$.columns.close[17]`. */
  readonly path: string
  readonly legacy: string
  readonly ours: string
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const textOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  const text = isObject(value)
    ? Array.isArray(value)
      ? `a list of ${value.length}`
      : 'an object'
    : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 80)}...` : text
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))

/** The first place where our value is another one than the legacy system's; null where they are the same. Every bit of a double counts, but for the kinds of NaN. */
export const differenceOf = (legacy: unknown, ours: unknown, path = '$'): Difference | null => {
  if (Object.is(legacy, ours)) return null
  const differ = { path, legacy: textOf(legacy), ours: textOf(ours) }
  if (isList(legacy)) {
    if (!isList(ours) || ours.length !== legacy.length) return differ
    for (let i = 0; i < legacy.length; i += 1) {
      const found = differenceOf(legacy[i], ours[i], `${path}[${i}]`)
      if (found !== null) return found
    }
    return null
  }
  if (!isObject(legacy) || !isObject(ours) || isList(ours)) return differ
  for (const key of new Set([...Object.keys(legacy), ...Object.keys(ours)])) {
    const found = differenceOf(legacy[key], ours[key], pathOf(path, key))
    if (found !== null) return found
  }
  return null
}
