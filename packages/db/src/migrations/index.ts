import type { MigrationObject } from '@mikro-orm/core'
import { Migration20260701000000Init } from './migration-20260701000000-init.ts'
import { Migration20260801000000Outcomes } from './migration-20260801000000-outcomes.ts'
import { Migration20260901000000Recommendations } from './migration-20260901000000-recommendations.ts'
import { Migration20261001000000Dashboard } from './migration-20261001000000-dashboard.ts'
import { Migration20261101000000Learning } from './migration-20261101000000-learning.ts'
import { Migration20261201000000Views } from './migration-20261201000000-views.ts'
import { Migration20261210000000PickEvents } from './migration-20261210000000-pick-events.ts'
import { Migration20261220000000Sums } from './migration-20261220000000-sums.ts'
import { Migration20270101000000People } from './migration-20270101000000-people.ts'
import { Migration20270102000000Access } from './migration-20270102000000-access.ts'
import { Migration20270103000000Portfolio } from './migration-20270103000000-portfolio.ts'
import { Migration20270104000000Monitors } from './migration-20270104000000-monitors.ts'
import { Migration20270105000000LlmCosts } from './migration-20270105000000-llm-costs.ts'
import { Migration20270106000000LlmSteps } from './migration-20270106000000-llm-steps.ts'
import { Migration20270107000000Insights } from './migration-20270107000000-insights.ts'
import { Migration20270108000000Jobs } from './migration-20270108000000-jobs.ts'
import { Migration20270110000000Retention } from './migration-20270110000000-retention.ts'
import { Migration20270111000000LedgerPlans } from './migration-20270111000000-ledger-plans.ts'
import { Migration20270201000000Imported } from './migration-20270201000000-imported.ts'
import { Migration20270202000000Cutover } from './migration-20270202000000-cutover.ts'
import { Migration20270203000000ImportedDocuments } from './migration-20270203000000-imported-documents.ts'

/** Every migration, oldest first. The names are recorded in the database: never rename or reorder one that was released. */
export const migrations: MigrationObject[] = [
  { name: '20260701000000-init', class: Migration20260701000000Init },
  { name: '20260801000000-outcomes', class: Migration20260801000000Outcomes },
  { name: '20260901000000-recommendations', class: Migration20260901000000Recommendations },
  { name: '20261001000000-dashboard', class: Migration20261001000000Dashboard },
  { name: '20261101000000-learning', class: Migration20261101000000Learning },
  { name: '20261201000000-views', class: Migration20261201000000Views },
  { name: '20261210000000-pick-events', class: Migration20261210000000PickEvents },
  { name: '20261220000000-sums', class: Migration20261220000000Sums },
  { name: '20270101000000-people', class: Migration20270101000000People },
  { name: '20270102000000-access', class: Migration20270102000000Access },
  { name: '20270103000000-portfolio', class: Migration20270103000000Portfolio },
  { name: '20270104000000-monitors', class: Migration20270104000000Monitors },
  { name: '20270105000000-llm-costs', class: Migration20270105000000LlmCosts },
  { name: '20270106000000-llm-steps', class: Migration20270106000000LlmSteps },
  { name: '20270107000000-insights', class: Migration20270107000000Insights },
  { name: '20270108000000-jobs', class: Migration20270108000000Jobs },
  { name: '20270110000000-retention', class: Migration20270110000000Retention },
  { name: '20270111000000-ledger-plans', class: Migration20270111000000LedgerPlans },
  { name: '20270201000000-imported', class: Migration20270201000000Imported },
  { name: '20270202000000-cutover', class: Migration20270202000000Cutover },
  { name: '20270203000000-imported-documents', class: Migration20270203000000ImportedDocuments },
]
