import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { printable } from './redact.ts'

/** The difference of two texts in the unified format. The caller hides what may be secret. */
export const unifiedDiff = (path: string, before: string, after: string): string =>
  before === after
    ? ''
    : createTwoFilesPatch(`a/${printable(path)}`, `b/${printable(path)}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      })
