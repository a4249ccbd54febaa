import type { ImportedDocumentKind } from '@fyntrix/domain/imported'

/** How the items of files of a kind are found and read. */
export interface DocumentRule {
  readonly kind: ImportedDocumentKind
  /** Where such a file lies, at any depth. */
  readonly place: RegExp
  /**
   * `lines`: each line is an item. `list`: the file is a list of items, or an object with one. `members`: it is an object, whose lists and objects are items, or has one. `whole`: the file is the item.
   */
  readonly layout: 'lines' | 'list' | 'members' | 'whole'
  /** Members of the file's object under which the items lie, if they do not lie in itself: the first that is there. */
  readonly under: readonly string[]
  /** Members of an item that are never updated and that no two items share all of: by them it is the same one wherever it stands. What has not all of them is known by all that it says; a member by its name, and a whole file by being that. */
  readonly identity?: readonly string[]
  /** Members of an item that say when it happened: the first that is there. It counts where it has a zone. */
  readonly at: readonly string[]
  /** A member that holds the seconds since 1970, read where none of these counts. */
  readonly epoch?: { readonly member: string; readonly pattern: RegExp }
  /** Whether the name of a member is its symbol, where it names none itself. */
  readonly namedBySymbol?: boolean
  /** Whether items with the same members are suspect. */
  readonly distinct?: boolean
  /** What tells, somewhere in an item, that its numbers were made up. */
  readonly madeUp?: RegExp
}

const logged = ['timestamp', 'ts', 'time', 'created_at']
const ofExit = ['symbol', 'entry_time', 'exit_time']
const lines = { layout: 'lines', under: [], at: logged } as const

const rules: readonly DocumentRule[] = [
  {
    kind: 'scalping exit',
    place: /(?:^|\/)scalping_exits\/exits_\d{8}\.json$/,
    layout: 'list',
    under: ['exits'],
    identity: ofExit,
    at: ['exit_time'],
  },
  {
    kind: 'strategy exit',
    place: /(?:^|\/)strategy_exits\/strategy_exits_\d{8}\.json$/,
    layout: 'list',
    under: ['exits', 'strategy_exits'],
    identity: ofExit,
    at: ['exit_time'],
  },
  {
    kind: 'watchlist entry',
    place: /(?:^|\/)watchlist\/watchlist\.json$/,
    layout: 'list',
    under: ['entries'],
    identity: ['id', 'created_at'],
    at: ['created_at'],
  },
  { ...lines, kind: 'event', place: /(?:^|\/)events\/[^/]+\/\d{4}\/\d\d\/\d\d\/events\.jsonl$/ },
  { ...lines, kind: 'pick log', place: /(?:^|\/)analytics\/picks_log\.jsonl$/ },
  { ...lines, kind: 'interaction', place: /(?:^|\/)analytics\/interactions_log\.jsonl$/ },
  { ...lines, kind: 'feedback', place: /(?:^|\/)analytics\/feedback\.jsonl$/ },
  {
    kind: 'index universe',
    place: /(?:^|\/)index_universe\/index_universes\.json$/,
    layout: 'members',
    under: ['universes'],
    at: [],
    distinct: true,
  },
  {
    kind: 'notification',
    place: /(?:^|\/)\.notifications\.json$/,
    layout: 'list',
    under: ['notifications'],
    // an id is that of a second
    identity: ['id', 'created_at', 'title', 'message'],
    at: ['created_at'],
    epoch: { member: 'id', pattern: /^notif_(\d{10})(?:\.\d+)?$/ },
  },
  {
    kind: 'score',
    place: /(?:^|\/)global_scores\/score_cache\.json$/,
    layout: 'members',
    under: ['scores'],
    at: ['analyzed_at'],
    namedBySymbol: true,
  },
  {
    kind: 'global indices',
    place: /(?:^|\/)global_indices_summary\.json$/,
    layout: 'whole',
    under: [],
    at: ['timestamp'],
    madeUp: /"source"\s*:\s*"(?:Demo|Fallback)"/,
  },
]

/** By which rule the items of a file become rows; undefined where the file is only kept whole. */
export const documentRuleOf = (path: string): DocumentRule | undefined => rules.find(({ place }) => place.test(path))
