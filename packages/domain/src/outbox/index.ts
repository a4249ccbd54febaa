export { type MessageOf, OutboxMessage, type OutboxTopic } from './outbox.schema.ts'
