import { CommandFailure } from './failure.ts'

/** Does `work` until it is done or the user stops it: with a signal that is aborted by SIGINT and SIGTERM. The signal's reason says that the same command goes on; work that ends well when it is stopped gives one of its own. */
export const withStop = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
  reason: Error = new CommandFailure('stopped: the same command goes on from here'),
): Promise<T> => {
  const stopping = new AbortController()
  const stop = () => stopping.abort(reason)
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(stopping.signal)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
