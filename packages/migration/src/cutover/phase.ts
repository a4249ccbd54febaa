import type { CutoversRepository } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'

/**
 * Throws `conflict` when a home holds another installation, which was switched over. Rows are known by their place in their installation: those of this one would replace what may be the only copy of the other's.
 */
export const refuseOther = async (cutovers: CutoversRepository, root: string): Promise<void> => {
  const other = (await cutovers.list()).find((step) => step.phase === 'switched' && step.root !== root)
  if (other !== undefined)
    throw new DomainError(
      'conflict',
      `this home holds ${other.root}, which was switched over: move ${root} into a home of its own, named by FYNTRIX_HOME`,
    )
}

/** Throws `conflict` when an installation was switched over: it is no longer the one that is right; and when another one was. */
export const refuseSwitched = async (cutovers: CutoversRepository, root: string): Promise<void> => {
  await refuseOther(cutovers, root)
  const step = await cutovers.latest(root)
  if (step?.phase === 'switched')
    throw new DomainError(
      'conflict',
      `switched over at ${step.at.toISOString()}: roll back first, with 'migrate rollback ${root}'`,
    )
}
