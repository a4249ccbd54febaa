import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line that people and machines read: `N passed, N failed, N skipped`. A file that could not run counts as failed. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string) => states.filter((each) => each === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    process.once('exit', () => {
      process.stdout.write(
        `${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped\n`,
      )
    })
  }
}
