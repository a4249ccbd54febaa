// Run as a process of its own by the tests: lock-contender.ts DIRECTORY SECTIONS
// Counts under the lock in a way that loses counts if two are inside at once, and dies while holding it for the last time.
import { readFileSync, writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { withFileLock } from '../file-lock.ts'

// a process that is killed would not keep its compiled code for the next one
flushCompileCache()

const [, , dir = '', sections = ''] = process.argv
const counter = join(dir, 'counter')
const inside = join(dir, 'inside')
for (let left = Number(sections); ; left -= 1) {
  await withFileLock(join(dir, 'lock'), async () => {
    // fails if another contender is inside; a dead one's mark counts as none
    const other = readFileSync(inside, 'utf8')
    if (other !== '' && other !== String(process.pid)) throw new Error(`${other} is inside with ${process.pid}`)
    writeFileSync(inside, String(process.pid))
    const count = Number(readFileSync(counter, 'utf8'))
    await new Promise((resolve) => setImmediate(resolve))
    writeFileSync(counter, String(count + 1))
    writeFileSync(inside, '')
    if (left <= 1) process.kill(process.pid, 'SIGKILL')
  })
}
