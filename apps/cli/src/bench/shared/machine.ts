import { cpus, loadavg } from 'node:os'

/** On what something was measured, and how busy that was at the end. */
export interface Machine {
  readonly node: string
  readonly cpu: string
  readonly cores: number
  /** Load of the last 1, 5 and 15 minutes. */
  readonly load: readonly number[]
}

/** The machine as it is now. */
export const machineNow = (): Machine => ({
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  load: loadavg().map((each) => Math.round(each * 100) / 100),
})

/** The machine in words, with a warning where others used it too. */
export const machineText = ({ node, cpu, cores, load }: Machine): string => {
  const busy = (load[1] ?? 0) > 1.5 * cores
  const said = `Node ${node}, ${cores} × ${cpu}, load ${load.join(' ')}`
  return busy
    ? `${said}\nBUSY MACHINE: more ran than it has cores for; times, ratios and verdicts below are not to be relied on`
    : said
}
