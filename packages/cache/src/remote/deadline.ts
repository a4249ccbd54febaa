/**
 * Settles with `work`, or rejects with `expired()` when that takes longer than `limit` milliseconds. When the time is over, replies that arrived
 * meanwhile are read first: a process that was busy itself must not take the server for slow.
 */
export const withDeadline = <T>(work: Promise<T>, limit: number, expired: () => Error): Promise<T> =>
  new Promise((resolve, reject) => {
    let grace: NodeJS.Immediate | undefined
    const timer = setTimeout(() => {
      grace = setImmediate(() => reject(expired()))
    }, limit)
    const settled = () => {
      clearTimeout(timer)
      clearImmediate(grace)
    }
    work.then(
      (value) => {
        settled()
        resolve(value)
      },
      (error: unknown) => {
        settled()
        reject(error)
      },
    )
  })
