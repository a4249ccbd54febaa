import { type LegacyAddress, legacyDatabase, legacyRedis, ourAddresses, type Values } from './addresses.ts'
import type { Fate } from './plan.ts'
import { addressNames, knownVariable } from './variables.ts'

/** A variable to add. Its value may be secret. */
export interface Addition {
  readonly variable: string
  readonly from: string
  readonly value: string
  readonly why: string
}

/** What becomes of the variables of one file. */
export interface Mapping {
  readonly additions: readonly Addition[]
  readonly read: readonly string[]
  readonly unused: readonly Fate[]
  readonly unknown: readonly string[]
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

interface Service {
  readonly variable: 'FYNTRIX_DATABASE_URL' | 'FYNTRIX_REDIS_URL'
  readonly key: 'databaseUrl' | 'redisUrl'
  readonly names: readonly string[]
  readonly legacy: (values: Values) => LegacyAddress
}

const services: readonly Service[] = [
  {
    variable: 'FYNTRIX_DATABASE_URL',
    key: 'databaseUrl',
    names: addressNames.database,
    legacy: legacyDatabase,
  },
  { variable: 'FYNTRIX_REDIS_URL', key: 'redisUrl', names: addressNames.redis, legacy: legacyRedis },
]

const logLevel = /^(?:fatal|error|warn|info|debug|trace|silent)$/

/** Only the variables of one service: what is wrong with the other must not stand in its way. */
const only = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))

const mapService = (
  { variable, key, names, legacy }: Service,
  values: Values,
  readings: readonly Values[],
): { readonly addition?: Addition; readonly problem?: string; readonly notes: readonly string[] } => {
  const referring = names.filter((name) => values[name]?.includes('${'))
  const ours = readings.map((reading) => ourAddresses(only(reading, names)))
  if (values[variable]) {
    const wrong = ours.find(({ problem }) => problem !== undefined)?.problem
    const differing = new Set(ours.map((our) => our[key])).size > 1
    const problem = referring.includes(variable)
      ? `${variable} refers to other variables, which not every reader resolves: write its value out`
      : differing
        ? `${variable} is not read as the same by every reader: quote it`
        : wrong
    return { ...(problem !== undefined && { problem }), notes: [] }
  }
  if (referring.length > 0) {
    const problem = `${referring.join(', ')}: the value refers to other variables, which not every reader resolves: set ${variable} to the address, written out`
    return { problem, notes: [] }
  }
  const { address, from, problem, notes } = legacy(values)
  if (problem !== undefined) return { problem, notes }
  if (address === undefined || ours.every((our) => our[key] === address)) return { notes }
  const why = ours.some((our) => our[key] !== undefined)
    ? 'Fyntrix would read another address than the legacy system did'
    : 'Fyntrix would read no address where the legacy system read one'
  return { addition: { variable, from: from.join(', '), value: address, why }, notes }
}

/**
 * Says what becomes of the variables of one file: `legacy` is what the legacy system read in it, `readings` what each of those reads that may start Fyntrix with it. An address is added under
 * Fyntrix's own name where one of them would find another than the legacy system did; what is there already is never changed.
 */
export const mapVariables = (legacy: Values, readings: readonly Values[]): Mapping => {
  const mapped = services.map((service) => mapService(service, legacy, readings))
  const names = Object.keys(legacy).toSorted()
  const fates = names.map((variable) => ({ variable, known: knownVariable(variable) }))
  const level = legacy['LOG_LEVEL']
  return {
    additions: mapped.flatMap(({ addition }) => addition ?? []),
    read: fates.flatMap(({ variable, known }) => (known?.fate === 'read' ? variable : [])),
    unused: fates.flatMap(({ variable, known }) => (known?.fate === 'unused' ? { variable, why: known.why } : [])),
    unknown: fates.flatMap(({ variable, known }) => (known === undefined ? variable : [])),
    problems: mapped.flatMap(({ problem }) => problem ?? []),
    notes: [
      ...mapped.flatMap(({ notes }) => notes),
      ...(level === undefined || level === '' || logLevel.test(level)
        ? []
        : ['LOG_LEVEL is read by Fyntrix too, which knows only its lower-case names: start Fyntrix with one of them']),
    ],
  }
}
