import { styleText } from 'node:util'

const stream = process.stderr

/** Reports the steps of long work on standard error: live on a terminal; elsewhere one line a step, and one each half minute while it lasts. */
export interface Progress {
  /** Does a step; `work` may report how far it is and answers what the finished line adds. */
  step<T>(
    title: string,
    work: (update: (detail: string) => void) => Promise<T>,
    summary?: (result: T) => string,
  ): Promise<T>
}

const bar = 24
/** how often a line is due where there is no terminal to redraw one on */
const quietMs = 30_000

/** `done` of `total` as a bar with a percentage. */
export const gauge = (done: number, total: number): string => {
  const share = total === 0 ? 1 : Math.min(done / total, 1)
  const filled = Math.round(share * bar)
  return `${'█'.repeat(filled)}${'░'.repeat(bar - filled)} ${Math.round(share * 100)} %`
}

const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream })

export const createProgress = (): Progress => {
  const live = stream.isTTY
  let saidAt = performance.now()
  const redraw = (line: string) => {
    if (live) {
      stream.write(`\r\u001b[2K${line}`)
    } else if (performance.now() - saidAt >= quietMs) {
      saidAt = performance.now()
      stream.write(`${line}\n`)
    }
  }
  const finish = (line: string) => stream.write(`${live ? '\r\u001b[2K' : ''}${line}\n`)
  return {
    async step(title, work, summary) {
      const started = performance.now()
      const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
      redraw(`${paint('cyan', '…')} ${title}`)
      try {
        const result = await work((detail) => redraw(`${paint('cyan', '…')} ${title}  ${detail}`))
        const detail = summary?.(result)
        finish(`${paint('green', '✔')} ${title}${detail ? `: ${detail}` : ''} ${paint('dim', `(${seconds()})`)}`)
        return result
      } catch (cause) {
        finish(`${paint('red', '✖')} ${title} ${paint('dim', `(${seconds()})`)}`)
        throw cause
      }
    },
  }
}
