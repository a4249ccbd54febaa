import type { Repositories } from '@fyntrix/db/shared'
import type { OutboxMessage } from '@fyntrix/domain/outbox'

/** What followers of a topic hear of a message that was published, by the facts as they are; null when it is none of their business. */
export type Topic<T> = (facts: Repositories, message: OutboxMessage) => Promise<T | null>
