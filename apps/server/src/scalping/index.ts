export { scalpingRouter } from './scalping.router.ts'
