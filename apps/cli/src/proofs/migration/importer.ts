import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { CliEnvironment } from '../../env.ts'
import { memoryBound } from '../../migration/memory.ts'
import type { ImportSaid, ImportTask } from './import.messages.ts'

/** How an import went that was left to its end. */
export interface Finished {
  readonly rows: number
  readonly importMs: number
  /** Null where the system does not tell. */
  readonly peakBytes: number | null
}

/** How far an import came that was killed. */
export interface Killed {
  readonly rows: number
  readonly finished: boolean
}

type Variables = CliEnvironment['inherited']

const start = (inherited: Variables, task: ImportTask) => {
  const child = fork(join(import.meta.dirname, 'import.child.ts'), {
    execArgv: [...memoryBound.execArgv],
    env: { ...inherited, ...memoryBound.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  let rows = 0
  let finished: Omit<Finished, 'rows'> | undefined
  child.on('message', (said: ImportSaid) => {
    if (said.rows === undefined) finished = said
    else rows = said.rows
  })
  child.send(task)
  const exited = once(child, 'exit')
  return { child, exited, far: () => ({ rows, finished }) }
}

/** Imports to the end; throws where that fails. */
export const importToEnd = async (inherited: Variables, task: ImportTask): Promise<Finished> => {
  const { exited, far } = start(inherited, task)
  const [code]: unknown[] = await exited
  const { rows, finished } = far()
  if (finished === undefined) throw new Error(`an import ended with ${String(code)}`)
  return { rows, ...finished }
}

/** Imports and kills the process `afterMs` after it began to write, or where `waits` is false after it was started; it may have ended by itself. */
export const importAndKill = async (
  inherited: Variables,
  task: ImportTask,
  afterMs: number,
  waits: boolean,
): Promise<Killed> => {
  const { child, exited, far } = start(inherited, task)
  if (waits) await Promise.race([once(child, 'message'), exited])
  await Promise.race([delay(afterMs), exited])
  child.kill('SIGKILL')
  await exited
  const { rows, finished } = far()
  return { rows, finished: finished !== undefined }
}
