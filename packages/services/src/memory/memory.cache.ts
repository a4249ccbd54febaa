import { defineKey } from '@fyntrix/cache'
import { defaultUserId } from '@fyntrix/db/access'
import type { Id } from '@fyntrix/domain/shared'

export const memoryName = 'memory'

export const memoryDefinition = {
  pattern: 'context:memory:{context_type}:{key}',
  description:
    'what an agent or a person remembers for a while; other users than the default have context_type@user_id',
  fresh: '1h, or what the caller says, at most 7d',
} as const

export const memoryIndexPattern = 'fx:memory:{user_id}'

const head = 'context:memory:'

const unescape = (text: string): string =>
  text.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/**
 * Where one user's memory lies. The default user has the bare context type, so that legacy readers find theirs; others have `context_type@user_id`, which no
 * context type can say, as it holds no `@`. The key stands last and keeps its colons.
 */
export const memoryKeys = (prefix: string, userId: Id) => {
  const owner = userId === defaultUserId ? '' : `@${userId}`
  const key = defineKey(memoryDefinition.pattern, prefix, { openEnd: true })
  const start = prefix + head
  return {
    /** What each member of the index lacks of its key. */
    start,
    index: defineKey(memoryIndexPattern, prefix).of({ user_id: userId }),
    /** Throws `RangeError`. */
    of: (contextType: string, name: string): string => key.of({ context_type: contextType + owner, key: name }),
    /** The key as it stands in the index. */
    member: (whole: string): string => whole.slice(start.length),
    /** What the members of a context type, or of a namespace of it, begin with. */
    startOf: (contextType: string, namespace: string | undefined): string =>
      `${contextType}${owner}:${namespace === undefined ? '' : `${namespace}:`}`,
    placeOf: (member: string): { readonly contextType: string; readonly key: string } => {
      const at = member.indexOf(':')
      return {
        contextType: member.slice(0, at - owner.length),
        key: unescape(member.slice(at + 1)),
      }
    },
  }
}
