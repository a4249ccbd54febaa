type Plain = Readonly<Record<string, unknown>> | readonly unknown[]

const isPlain = (value: unknown): value is Plain => {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

// freezing and searching do not recurse: what is read may be nested deeper than the stack reaches

/**
 * Freezes plain objects and arrays, all the way down, and answers the value. Other objects (dates, maps, typed arrays) are left as they are, and so
 * is what lies below something frozen already.
 */
export const deepFreeze = <T>(value: T): T => {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (!isPlain(next) || Object.isFrozen(next)) continue
    Object.freeze(next)
    for (const child of Array.isArray(next) ? next : Object.values(next)) {
      if (typeof child === 'object' && child !== null) open.push(child)
    }
  }
  return value
}

const changesPrototype = (key: string, value: unknown): boolean =>
  key === '__proto__' ||
  (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype'))

/**
 * Whether parsed JSON has a key `__proto__`, or `constructor` with a `prototype` in it: harmless by itself, but not once it is merged into another
 * object. Such keys must stand in the text, or be hidden by an escape, so that nearly every text is cleared without a walk.
 */
export const holdsPrototypeKey = (text: string, value: unknown): boolean => {
  if (!text.includes('__proto__') && !text.includes('constructor') && !text.includes('\\u')) return false
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    for (const [key, child] of Object.entries(next)) {
      if (changesPrototype(key, child)) return true
      open.push(child)
    }
  }
  return false
}

const scalar = new Set(['string', 'boolean', 'number'])

const reason = (value: unknown): string | undefined => {
  if (value === null) return undefined
  if (typeof value === 'object') return 'an object that is neither plain nor an array'
  if (!scalar.has(typeof value)) return typeof value
  return typeof value !== 'number' || Number.isFinite(value) ? undefined : `${value}`
}

/**
 * Where and why JSON would change or lose a value: `undefined` but for an absent property, NaN and infinities, dates and other class instances,
 * a key that `holdsPrototypeKey` refuses. Undefined when nothing is lost; the sign of -0 does not count. The value must not be cyclic.
 */
export const lostInJson = (value: unknown): string | undefined => {
  if (!isPlain(value)) {
    const why = reason(value)
    return why === undefined ? undefined : ` is ${why}`
  }
  for (const [key, child] of Object.entries(value)) {
    if (changesPrototype(key, child)) return `.${key} could change a prototype`
    const below = child === undefined && !Array.isArray(value) ? undefined : lostInJson(child)
    if (below !== undefined) return Array.isArray(value) ? `[${key}]${below}` : `.${key}${below}`
  }
  return undefined
}
