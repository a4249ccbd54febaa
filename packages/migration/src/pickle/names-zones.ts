import { zoneOfOffset } from './names-datetime.ts'
import type { PythonTimezone, PythonValue } from './python-value.ts'
import { demand } from './refusal.ts'
import type { Constructor, Draft } from './stack-item.ts'

/**
 * Arguments: IANA name, offset from UTC and from standard time in seconds, abbreviation. pytz writes zones that never changed by name only;
 * what they are is not in the pickle, so that they are refused.
 */
const pytz = (args: readonly PythonValue[]): PythonTimezone => {
  const [name, offset, daylight, abbreviation] = args
  demand(
    args.length === 4 &&
      typeof name === 'string' &&
      typeof offset === 'number' &&
      Number.isInteger(offset) &&
      Math.abs(offset) < 86_400 &&
      typeof daylight === 'number' &&
      typeof abbreviation === 'string',
    'the arguments of pytz._p are not name, offset, daylight saving and abbreviation',
  )
  return { kind: 'timezone', name, offsetSeconds: offset }
}

/** The instance is made empty; its two attributes come with `BUILD`. */
const tzoffset = (args: readonly PythonValue[]): Draft => {
  demand(args.length === 0, 'dateutil.tz.tzoffset is made with arguments')
  return {
    kind: 'draft',
    name: 'dateutil.tz.tzoffset',
    built: null,
    build: (state) => {
      demand(typeof state === 'object' && state?.kind === 'dict', 'the state of dateutil.tz.tzoffset is no dict')
      const name = state.entries.get('_name')
      demand(
        state.entries.size === 2 && (name === null || typeof name === 'string'),
        'the state of dateutil.tz.tzoffset is not _name and _offset',
      )
      return zoneOfOffset(state.entries.get('_offset'), name)
    },
  }
}

/** The names of pytz and dateutil for zones with a fixed offset. */
export const zoneNames: readonly Constructor[] = [
  { kind: 'constructor', name: 'pytz _p', by: 'REDUCE', make: pytz },
  { kind: 'constructor', name: 'dateutil.tz.tz tzoffset', by: 'NEWOBJ', make: tzoffset },
]
