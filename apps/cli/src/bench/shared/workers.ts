import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A child process that answers one message at a time. */
export interface Worker extends AsyncDisposable {
  /** Sends a task and gives the answer. Rejects when the process ends before. */
  ask(task: object): Promise<unknown>
  /** Ends the process as a crash would. */
  kill(): void
}

const answerOf = async (child: ChildProcess): Promise<unknown> => {
  const stop = new AbortController()
  const { signal } = stop
  try {
    const ended = once(child, 'exit', { signal }).then(([code]: unknown[]): never => {
      throw new Error(`a process of the benchmark ended with ${String(code)}`)
    })
    const [answer]: unknown[] = await Promise.race([once(child, 'message', { signal }), ended])
    return answer
  } finally {
    stop.abort()
  }
}

const patience = 10_000

/** Starts a process of a file, which waits for what it is told. */
export const startWorker = (file: string): Worker => {
  const child = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' })
  return {
    ask: async (message) => {
      const answer = answerOf(child)
      child.send(message)
      return await answer
    },
    kill: () => void child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), patience)
      await exited
      clearTimeout(timer)
    },
  }
}

/** Starts processes of a file; `task` is what each of them is told first. Resolves when all have answered, so that they can start together. */
export const startWorkers = async (file: string, count: number, task: object): Promise<Worker[]> => {
  const workers = Array.from({ length: count }, () => startWorker(file))
  await Promise.all(workers.map((worker) => worker.ask(task)))
  return workers
}

/** In a child: answers each message with what `handle` makes of it, and ends when the parent does. */
export const answerParent = (handle: (task: unknown) => Promise<object>): void => {
  process.on('message', (task: unknown) => {
    void handle(task).then((answer) => process.send?.(answer))
  })
  process.on('disconnect', () => process.exit())
}
