export { memberships, membersOn, survivorship } from './universes.membership.ts'
export { benchmarks, Membership, MembersQuery, Universe, UniverseSummary, universeNames } from './universes.schema.ts'
