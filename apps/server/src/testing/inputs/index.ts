export { bombard } from './bombard.ts'
