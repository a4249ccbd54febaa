import { bounds } from './bounds.ts'
import { coherence } from './coherence.ts'
import { failing } from './failing.ts'
import { loading } from './loading.ts'
import type { Engine, Open } from './processes.ts'

/** What every engine has to keep. `hears` says whose writes a process hears of: anybody's, or only those of other caches. */
export const conformance = (name: string, open: Open, hears: Engine['hears'] = 'anybody'): void => {
  const engine = { name, open, hears }
  loading(engine)
  failing(engine)
  coherence(engine)
  bounds(engine)
}
