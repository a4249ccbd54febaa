export { InsightText, MissingInsight, PickInsight, RunInsights } from './insights.schema.ts'
