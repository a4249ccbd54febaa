import { datetimeNames } from './names-datetime.ts'
import { foreignName } from './names-foreign.ts'
import { numpyNames } from './names-numpy.ts'
import { pandasNames } from './names-pandas.ts'
import { zoneNames } from './names-zones.ts'
import type { Constructor } from './stack-item.ts'

const table: ReadonlyMap<string, Constructor> = new Map(
  [...datetimeNames, ...pandasNames, ...zoneNames, ...numpyNames].map((entry) => [entry.name, entry]),
)

/**
 * The constructor for a name, from a fixed table. Module and name must be exactly those of the table: a dotted path to the same
 * thing is another name. Throws `PickleRefused`, with the name in its reason, for every other name.
 */
export const resolveName = (module: string, name: string): Constructor => {
  // no name of the table has a space in it, so that the joined text can be parted in one way only
  const found = table.get(`${module} ${name}`)
  if (found === undefined) throw foreignName(module, name)
  return found
}
