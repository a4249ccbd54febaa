export {
  type Cleaned,
  type CleanOptions,
  clean,
  purgeMoved,
  undoClean,
} from './clean/clean.ts'
export { type Cutover, type CutoverMoment, type CutoverOptions, cutover } from './cutover.ts'
export { type Followed, type FollowOptions, follow, keepFollowing } from './follow.ts'
export { createFollower, type DeletedRows, type Follower, type FollowRound } from './follower.ts'
export { type Drill, drill, type Rollback, rollback } from './rollback.ts'
export { type ShadowOptions, type ShadowReport, shadowReads } from './shadow/shadow.ts'
export { shadowWhileFollowing } from './shadow/while-following.ts'
