import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Does `work` while a process runs that is none of ours; it is gone afterwards. */
export async function withStranger(
  work: (pid: number) => Promise<void> | void,
  [file, ...args]: readonly [file: string, ...args: readonly string[]] = ['sleep', '60'],
): Promise<void> {
  const child = spawn(file, args, { stdio: 'ignore' })
  await once(child, 'spawn')
  try {
    if (child.pid === undefined) throw new Error(`${file} has no pid`)
    await work(child.pid)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
