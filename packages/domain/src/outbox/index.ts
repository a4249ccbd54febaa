export { OutboxMessage } from './outbox.schema.ts'
