export { type Clock, runningClock, standingClock } from './clock.ts'
export { type Connections, connectionsFrom } from './connections.ts'
export { calendarFolder, loadCalendar } from './load-calendar.ts'
export { type Log, silentLog } from './log.ts'
