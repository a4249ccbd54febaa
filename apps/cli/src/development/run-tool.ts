import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { root } from '../env.ts'

/** What a tool said and how it ended. */
export interface ToolResult {
  readonly code: number
  readonly output: string
}

/** Runs a tool of the workspace, or a program by its absolute path, from the workspace's root. With `show`, what it says appears at once; else it is collected. */
export const runTool = async (
  tool: string,
  args: readonly string[],
  { show = false, env = {} }: { show?: boolean; env?: Readonly<Record<string, string | undefined>> } = {},
): Promise<ToolResult> => {
  const child = spawn(resolve(root, 'node_modules/.bin', tool), args, {
    cwd: root,
    env,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  })
  const chunks: Buffer[] = []
  const keep = (chunk: Buffer) => chunks.push(chunk)
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const [code]: unknown[] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : 1, output: Buffer.concat(chunks).toString('utf8') }
}
