import { type Command, InvalidArgumentError } from 'commander'

/** A verb of `migrate`, with its exit codes. */
export const cutoverVerb = (migrate: Command, name: string, about: string, codes: string): Command =>
  migrate
    .command(name)
    .description(about)
    .option('--json [file]', 'answer as JSON')
    .addHelpText('after', `\nexit codes: ${codes}, 2 called wrongly`)

/** Seconds as milliseconds. */
export const parseSeconds = (text: string): number => {
  const seconds = Number(text)
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0 || seconds > 86_400)
    throw new InvalidArgumentError('seconds, from 0 to 86400')
  return seconds * 1_000
}
