import type { Log } from '../shared/index.ts'
import { breakOf, uncharged } from './ends.ts'
import type { CallEnd, OpenCall } from './meter.ts'

/** The end of a call, which comes once. */
export interface Ending {
  /** Ends the call, unless it has ended; resolves when it is settled. Never rejects: a call that cannot be settled is swept. */
  (end: CallEnd): Promise<void>
}

/** Ends a call once, and by itself as `onTimeOut` says when its time-out passes first. */
export const endOnce = (call: OpenCall, log: Log, onTimeOut: () => CallEnd): Ending => {
  let settled: Promise<void> | undefined
  const end = (how: CallEnd): Promise<void> => {
    settled ??= call.end(how).then(
      () => undefined,
      (error: unknown) =>
        log.error({ callId: call.id, err: error }, 'an LLM call was not settled: it will be swept, at its worst case'),
    )
    return settled
  }
  call.signal.addEventListener('abort', () => void end(onTimeOut()), { once: true })
  return end
}

/** The signal to send a call with: of its time-out and of the caller. Where one of them is aborted already, ends the call, uncharged, and throws its reason. */
export const signalToSend = async (
  call: OpenCall,
  caller: AbortSignal | undefined,
  end: Ending,
): Promise<AbortSignal> => {
  const signal = caller ? AbortSignal.any([caller, call.signal]) : call.signal
  if (signal.aborted) {
    await end(uncharged(breakOf(call.signal, caller, signal.reason)))
    signal.throwIfAborted()
  }
  return signal
}
