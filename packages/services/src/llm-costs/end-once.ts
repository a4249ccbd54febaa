import type { Log } from '../shared/index.ts'
import { interruption } from './ends.ts'
import type { CallEnd, OpenCall } from './meter.ts'

/** The end of a call, which comes once. */
export interface Ending {
  /** Ends the call, unless it has ended; resolves when it is settled. Never rejects: a call that cannot be settled is swept. */
  (end: CallEnd): Promise<void>
}

/** Ends a call once, and by itself as `onTimeOut` says when its time-out passes first. */
export const endOnce = (call: OpenCall, log: Log, onTimeOut: (error: string) => CallEnd): Ending => {
  let settled: Promise<void> | undefined
  const end = (how: CallEnd): Promise<void> => {
    settled ??= call.end(how).then(
      () => undefined,
      (error: unknown) =>
        log.error({ callId: call.id, err: error }, 'an LLM call was not settled: it will be swept, at its worst case'),
    )
    return settled
  }
  const timeOut = () => void end(onTimeOut(interruption(call.signal, undefined, undefined)))
  if (call.signal.aborted) timeOut()
  else call.signal.addEventListener('abort', timeOut, { once: true })
  return end
}
