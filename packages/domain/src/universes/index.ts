export { UniversesJob, universesJob } from './universes.job.ts'
export { listsIn, mergedLists, newLists, spansOf } from './universes.lists.ts'
export { memberships, membersOn, survivorship } from './universes.membership.ts'
export {
  benchmarks,
  Membership,
  MembershipFile,
  MembersQuery,
  Universe,
  UniverseRefresh,
  UniverseSummary,
  UniversesRefresh,
  universeNames,
} from './universes.schema.ts'
