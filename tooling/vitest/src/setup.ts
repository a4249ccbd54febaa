import { readdirSync, readFileSync } from 'node:fs'
import { afterAll } from 'vitest'

/** Children of this process that are alive: `ppid` is the fourth field of `/proc/<pid>/stat`, after the command in parentheses. */
const children = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        if (Number(parent) !== process.pid || state === 'Z') return []
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`]
      } catch {
        // it ended between the listing and the look
        return []
      }
    })

const before = new Set(children())

// registered first, so it runs last: after the hooks that close what a file opened
afterAll(() => {
  const left = children().filter((child) => !before.has(child))
  if (left.length > 0) throw new Error(`this test file left processes running:\n${left.join('\n')}`)
})
