export {
  aggregateOf,
  type ClaimedMessage,
  OutboxRepository,
  type OutboxStats,
  outboxChannel,
  type PublishedMessage,
  type PublishFailure,
  publishedChannel,
} from './outbox.repository.ts'
