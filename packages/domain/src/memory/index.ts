export {
  ContextType,
  MemoryClear,
  MemoryCleared,
  MemoryEntry,
  MemoryNamespace,
  MemoryPlace,
  MemoryQuery,
  MemoryReading,
  MemoryWrite,
  memoryLimits,
} from './memory.schema.ts'
