import { processIsAlive } from '@fyntrix/embedded'
import { createFyntrix, type FyntrixClient } from '@fyntrix/sdk'
import { CommandFailure, notRunning } from '../shared/failure.ts'
import {
  Credentials,
  homePaths,
  type ProcessMark,
  type RunState,
  RunState as RunStateSchema,
  readJson,
} from './home.ts'

/** Whether the process that left this mark is still the one with that number. */
export const isAlive = ({ pid, startedAt }: ProcessMark): boolean => processIsAlive(pid, startedAt)

/** The state of an installation whose supervisor is alive, undefined otherwise. */
export const runningState = (home: string): RunState | undefined => {
  const state = readJson(homePaths(home).state, RunStateSchema)
  return state && isAlive(state.supervisor) ? state : undefined
}

/** Throws when a supervisor of this home is alive: two of them would start everything twice. */
export const refuseWhileRunning = (home: string): void => {
  const state = runningState(home)
  if (state === undefined) return
  const where = state.url ?? 'an address not known yet'
  throw new CommandFailure(`already running at ${where}: ./fyntrix status, or ./fyntrix down`)
}

/** Milliseconds for what takes minutes, such as asking a model about every pick; the SDK's own patience by default. */
export const longPatience = 900_000

/** A client of the running installation, under the home's key. Throws exit code 3 when nothing runs. */
export const connectToHome = (home: string, deadlineMs?: number): FyntrixClient => {
  const state = runningState(home)
  const credentials = readJson(homePaths(home).credentials, Credentials)
  if (!state?.url || !credentials) throw notRunning()
  return createFyntrix({ url: state.url, apiKey: credentials.adminKey, deadlineMs })
}
