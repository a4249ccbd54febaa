import type { CutoverStep, CutoversRepository } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'
import { isBackup } from '../configuration/index.ts'

/** Whether a step can be rolled back: a switch, and one that was ended amid the configuration. */
export const canRollBack = (step: CutoverStep): boolean =>
  step.phase === 'switched' || (step.phase === 'following' && step.backups.some(isBackup))

/** Throws `conflict` when an installation was switched over: it is no longer the one that is right. */
export const refuseSwitched = async (cutovers: CutoversRepository, root: string): Promise<void> => {
  const step = await cutovers.latest(root)
  if (step?.phase === 'switched')
    throw new DomainError(
      'conflict',
      `switched over at ${step.at.toISOString()}: roll back first, with 'migrate rollback ${root}'`,
    )
}
