import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { canRollBack } from '../cutover/phase.ts'
import type { Plan } from '../plan.ts'
import type { Target } from '../target.ts'
import { holdsImported } from './holds-imported.ts'

/** How an installation came to the path that it has. */
export interface Moved {
  readonly from: string
  /** Databases that were imported and that lie at the old path too. */
  readonly left: readonly string[]
}

/** A folder by its name, and by where links lead; it need not be there. */
const namesOf = (folder: string): readonly string[] => {
  const named = resolve(folder)
  return existsSync(named) ? [named, realpathSync(named)] : [named]
}

/** Databases of an installation that lie at an old path of it, unless that leads to where it is now. */
const leftAt = (from: string, { root, tables }: Plan): readonly string[] =>
  namesOf(from).includes(root)
    ? []
    : [...new Set(tables.map(({ path }) => path))].filter((path) => existsSync(join(from, path)))

/**
 * Lets a home know an installation by the path that it has now, where it held it by another one; null where it holds it so already, or none yet. Throws `conflict`, and changes nothing, where the home holds one of another path than
 * `from`, that one was switched over or its configuration was changed, none of its newest rows is in the new place, or somebody is at work on it.
 */
export const moveInstallation = async (
  target: Target,
  plan: Plan,
  from: string,
  signal?: AbortSignal,
): Promise<Moved | null> => {
  const { installations, cutovers, imported } = target
  const { root } = plan
  const held = await installations.current()
  if (held === null || held.root === root) return null
  if (!namesOf(from).includes(held.root))
    throw new DomainError('conflict', `this home holds ${held.root}, and nothing of ${resolve(from)}`)
  if (!(await holdsImported(imported, plan, signal)))
    throw new DomainError(
      'conflict',
      `none of the newest rows that were imported from ${held.root} is in ${root}: it is another installation. Give it a home of its own, named by FYNTRIX_HOME`,
    )
  await cutovers.alone(held.root, async () => {
    const step = await cutovers.latest(held.root)
    if (step !== null && canRollBack(step))
      throw new DomainError(
        'conflict',
        `the switch of ${held.root} was ${step.phase === 'switched' ? 'made' : 'begun'}: bring it back to that path, and 'migrate rollback ${held.root}' first`,
      )
    await installations.move(held.root, root)
  })
  return { from: held.root, left: leftAt(held.root, plan) }
}
