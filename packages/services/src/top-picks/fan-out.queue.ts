/** Names and bounds that those who put parts of runs into the queue and those who work it have in common. */

/** In braces, so that all keys of the queue lie in one slot of a cluster. */
export const queueName = '{picks}'

/** The queue's keys in the catalogue: `part` is what BullMQ calls its lists, sets and jobs. */
export const queuePattern = 'fx:queue:{queue}:{part}'

/** What goes before the queue's name in every key. */
export const queuePrefix = (prefix: string): string => `${prefix}fx:queue`

/** How many ended parts Redis keeps when nobody fetched them. */
export const keptParts = 1_000
/** How long, in seconds. */
export const keptSeconds = 600
/** How many of the queue's own events, which nobody reads, Redis keeps, about. */
export const keptEvents = 100

const kept = { age: keptSeconds, count: keptParts }

/** What holds for each part: tried three times, half a second and a second apart. */
export const partOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: kept,
  removeOnFail: kept,
  stackTraceLimit: 1,
} as const
