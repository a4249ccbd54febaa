import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Assignment, type Order, Told } from './messages.ts'

/** A process with a daemon. */
export interface DaemonProcess {
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM' | 'SIGKILL'): void
  tell(order: Order): void
  /** Resolves when it is gone, with its exit code, null for one that was killed. */
  readonly gone: Promise<number | null>
  /** Ends it as a crash would, whether it is stopped or not; resolves when it is gone. */
  stop(): Promise<void>
}

/** Starts one, and hands what it tells to `onTold`. Resolves when its daemon runs; rejects when it ends before. */
export const startDaemonProcess = async (
  assignment: Assignment,
  onTold: (told: Told) => void,
): Promise<DaemonProcess> => {
  const child = fork(join(import.meta.dirname, 'daemon.child.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const gone = once(child, 'exit').then(([code]: unknown[]) => (typeof code === 'number' ? code : null))
  const ready = Promise.withResolvers<void>()
  // what is sent to one that has just gone: its exit tells of it
  child.on('error', () => undefined)
  child.on('message', (message) => {
    const told = Told.parse(message)
    if (told.kind === 'ready') ready.resolve()
    onTold(told)
  })
  child.send(assignment)
  await Promise.race([
    ready.promise,
    gone.then((code) => Promise.reject(new Error(`a daemon's process ended with ${code} before it ran`))),
  ])
  return {
    signal: (name) => void child.kill(name),
    tell: (order) => void child.send(order),
    gone,
    async stop() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
