export { memoryRouter } from './memory.router.ts'
