export { Abstention, AgentName, AgentResult, Confidence, Signal } from './agents.schema.ts'
