export { addMemberships } from './add-lists.ts'
export { createMembershipLists, loadMemberships, type MembershipLists, universesFolder } from './membership-lists.ts'
export { runUniversesJob, type UniversesHandlerDependencies } from './universes.job.ts'
export { createUniverses, type Universes } from './universes.service.ts'
