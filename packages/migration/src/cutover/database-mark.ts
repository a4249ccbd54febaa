import { stampOf } from '../files/stamp-of.ts'

/** What changes with every commit to a database: size and time of its file, and of the log that is written ahead. Reading does not change it. */
export const databaseMark = (file: string): string => [file, `${file}-wal`, `${file}-journal`].map(stampOf).join(' ')
