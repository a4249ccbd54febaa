import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseWhole } from '../shared/arguments.ts'
import { say } from '../shared/output.ts'
import { followTopics, type LiveEvent, topics } from './follow-topics.ts'
import { liveText } from './live.text.ts'

interface LiveOptions {
  readonly topic?: readonly string[]
  readonly after?: number
  readonly count?: number
  readonly json?: true
}

export const liveCommand = (program: Command, { env }: CliContext): void => {
  program
    .command('live')
    .description('follow what is published, a line an event, until interrupted')
    .addOption(new Option('--topic <topics...>', 'only of these (default: of all)').choices(Object.keys(topics)))
    .option('--after <seq>', 'begin after the event of this number', parseWhole(0, Number.MAX_SAFE_INTEGER))
    .option('--count <n>', 'end after so many events', parseWhole(1, 1_000_000))
    .option('--json', 'each event as a line of JSON')
    .action(async ({ topic, after, count, json }: LiveOptions) => {
      const client = connectToHome(env.home)
      const tell = (event: LiveEvent) => say(json ? JSON.stringify(event) : liveText(event))
      const wanted = topic ?? Object.keys(topics)
      await followTopics(client, { wanted, lastEventId: after?.toString(), count }, tell)
    })
}
