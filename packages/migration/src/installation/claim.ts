import type { Installation } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'
import type { Target } from '../target.ts'

type Home = Pick<Target, 'installations' | 'cutovers'>

/** Why a home is none for an installation, and what to do, where it holds another one. */
const refusal = async ({ cutovers }: Home, held: string, root: string): Promise<DomainError> => {
  const switched = (await cutovers.latest(held))?.phase === 'switched'
  const ownHome = `give ${root} a home of its own, named by FYNTRIX_HOME`
  return new DomainError(
    'conflict',
    switched
      ? `this home holds ${held}, which was switched over: ${ownHome}`
      : `this home holds ${held}: ${ownHome}; or, if it is the same installation, moved or reached by another path, say so with 'migrate apply ${root} --plan HASH --moved-from ${held}'`,
  )
}

/** What a home holds instead of an installation; null where it holds that one, or none yet. */
export const heldInstead = async (
  { installations }: Pick<Home, 'installations'>,
  root: string,
): Promise<Installation | null> => {
  const held = await installations.current()
  return held === null || held.root === root ? null : held
}

/** Throws `conflict` when a home holds another installation. */
export const refuseOther = async (home: Home, root: string): Promise<void> => {
  const other = await heldInstead(home, root)
  if (other !== null) throw await refusal(home, other.root, root)
}

/**
 * Claims a home for an installation. Rows, files and items are known by their place in their installation: those of a second one would replace what may be the only copy of the first one's. Throws `conflict` when the home
 * holds another.
 */
export const claimHome = async (home: Home, root: string): Promise<void> => {
  const held = await home.installations.claim(root)
  if (held.root !== root) throw await refusal(home, held.root, root)
}

/** Does work that writes what an installation has: its home is claimed for it before, and given no other meanwhile. Throws like `claimHome`. */
export const onClaimedHome = async <T>(home: Home, root: string, work: () => Promise<T>): Promise<T> => {
  await claimHome(home, root)
  return home.installations.steady(async (held) => {
    // moved in between
    if (held !== null && held.root !== root) throw await refusal(home, held.root, root)
    return work()
  })
}
