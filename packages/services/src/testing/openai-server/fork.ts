import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import type { Mix } from './mix.ts'
import type { TokenPrices } from './tokens.ts'

/** The server in a process of its own. */
export interface ForkedOpenAiServer extends AsyncDisposable {
  readonly url: string
  /** What it charged, a charge a line, as JSON. */
  jsonLines(): Promise<string>
  /** What it charged, as an invoice. */
  csv(): Promise<string>
  close(): Promise<void>
}

const Started = z.object({ url: z.url() })

/** Starts it; it ends with its parent at the latest. */
export const forkOpenAiServer = async (settings: {
  readonly mix?: Mix
  readonly prices?: Readonly<Record<string, TokenPrices>>
  readonly port?: number
}): Promise<ForkedOpenAiServer> => {
  const child = fork(join(import.meta.dirname, 'server.child.ts'), [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // options of this process are not the child's
    execArgv: [],
  })
  const ended = once(child, 'exit').then((): never => {
    throw new Error('the server ended before it listened')
  })
  const [message]: unknown[] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => undefined)
  const { url } = Started.parse(message)
  const read = async (name: string) => (await fetch(new URL(`/${name}`, url))).text()
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.disconnect()
    await exited
  }
  return {
    url,
    jsonLines: () => read('account.jsonl'),
    csv: () => read('account.csv'),
    close,
    [Symbol.asyncDispose]: close,
  }
}
