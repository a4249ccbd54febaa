import { decode } from './decode.ts'
import { refusedDraft, reportDraft } from './drafts.ts'
import type { Draft } from './plan.ts'

const replaced = new Set([
  'redis',
  'hiredis',
  'psycopg2',
  'psycopg2-binary',
  'psycopg',
  'asyncpg',
  'sqlalchemy',
  'alembic',
  'python-dotenv',
])

/** The name of a requirement in its normal form (PEP 503); null for comments, options and addresses. */
const requirementOf = (line: string): string | null =>
  /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:[[<>=!~;@#]|$)/
    .exec(line)?.[1]
    ?.toLowerCase()
    .replaceAll(/[-_.]+/g, '-') ?? null

/** Says which requirements only the legacy system has. The file is never written: Fyntrix needs no Python. Never throws. */
export const draftRequirements = (path: string, before: Buffer): Draft => {
  const { text, problem } = decode(before)
  if (text === undefined) return refusedDraft(path, 'requirements', before, problem)
  const notes = text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const name = requirementOf(line)
    return name !== null && replaced.has(name)
      ? [`line ${index + 1}: ${name} is needed by the legacy system alone: keep it until that is gone`]
      : []
  })
  return reportDraft(path, 'requirements', before, { notes })
}
