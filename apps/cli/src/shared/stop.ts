import { CommandFailure } from './failure.ts'

/** Does `work` until it is done or the user stops it: with a signal that is aborted by SIGINT and SIGTERM. For work that the same command can go on with. */
export const withStop = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const stopping = new AbortController()
  const stop = () => stopping.abort(new CommandFailure('stopped: the same command goes on from here'))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(stopping.signal)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
