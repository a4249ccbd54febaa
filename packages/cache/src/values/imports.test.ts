import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** How many modules of apache-arrow a fresh process loads along with a module of ours. */
const arrowModules = (module: string): number => {
  const url = new URL(module, import.meta.url).href
  const script = `
    import { registerHooks } from 'node:module'
    let count = 0
    registerHooks({ load: (url, context, next) => { count += url.includes('apache-arrow') ? 1 : 0; return next(url, context) } })
    await import('${url}')
    process.stdout.write(String(count))`
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }))
}

test('a process without frames does not load Arrow', () => {
  expect(arrowModules('./index.ts')).toBe(0)
  expect(arrowModules('./frames.ts')).toBeGreaterThan(0)
})
