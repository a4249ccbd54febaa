import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CliContext } from '../../context.ts'
import type { Written } from './legacy-system.ts'
import { type WriterOptions, WrittenMessage } from './writer.messages.ts'

/** The process that writes. */
export interface WriterProcess extends AsyncDisposable {
  isWriting(): boolean
  /** Stops it as an operator would, and answers what it wrote. */
  stop(): Promise<Written>
}

const slowestStart = 60_000

/** Starts it; resolves once it writes. */
export const startWriter = async ({ env }: CliContext, options: WriterOptions): Promise<WriterProcess> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.child.ts'), JSON.stringify(options)], {
    env: { ...env.inherited },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const closed = once(lines, 'close')
  let last = ''
  lines.on('line', (line) => {
    last = line
  })
  await Promise.race([
    once(lines, 'line', { signal: AbortSignal.timeout(slowestStart) }),
    exited.then(() => Promise.reject(new Error('the writer ended by itself'))),
  ])
  const isWriting = () => child.exitCode === null && child.signalCode === null
  return {
    isWriting,
    async stop() {
      if (!isWriting()) throw new Error('the writer ended by itself')
      child.kill('SIGTERM')
      await Promise.all([exited, closed])
      return WrittenMessage.parse(JSON.parse(last))
    },
    async [Symbol.asyncDispose]() {
      if (!isWriting()) return
      child.kill('SIGKILL')
      await exited
    },
  }
}
