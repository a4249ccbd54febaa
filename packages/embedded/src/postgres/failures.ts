import { diskFull, ServiceUnavailableError } from '../errors.ts'

// A program that could not start leaves nothing but its last words (in English: it runs with LC_ALL=C).
const portTaken = /could not bind IPv4 address.*Address already in use/
const noSpace = /No space left on device|Disk quota exceeded/
const refusals: readonly { readonly words: RegExp; readonly remedy: string }[] = [
  {
    words: /error while loading shared libraries/,
    remedy: 'Reinstall the packages with their install scripts allowed: one of them links the libraries of PostgreSQL.',
  },
  {
    words: /could not (create|resize) shared memory segment|could not map anonymous shared memory/,
    remedy: 'Give this machine or container more (shared) memory, or start with a smaller shared_buffers.',
  },
  { words: /Permission denied/, remedy: 'Check who owns the directory and what is below it.' },
]

/** Whether the server ended because somebody else listens on its port. */
export function lostPort(log: readonly string[]): boolean {
  return log.some((line) => portTaken.test(line))
}

/** The error for a program of PostgreSQL that ended with these last lines. */
export function describeFailure(home: string, problem: string, log: readonly string[]): ServiceUnavailableError {
  if (log.some((line) => noSpace.test(line))) return diskFull('PostgreSQL', home, log)
  const known = refusals.find(({ words }) => log.some((line) => words.test(line)))
  return new ServiceUnavailableError({
    service: 'PostgreSQL',
    code: 'start-failed',
    problem,
    remedy: known?.remedy ?? `The log says why; the whole of it is below ${home}.`,
    log,
  })
}
