import { findPackaged, type PackagedQuestion, type PackagedServer, type UnpackedServer } from '../debian.ts'

const pgloaderPackages: PackagedServer = {
  service: 'pgloader',
  folder: 'pgloader',
  packages: ['pgloader'],
  programs: ['usr/bin/pgloader'],
  remedy: 'Install it (apt-get install pgloader).',
}

/** The peer that imports of SQLite are measured beside; see {@link findPackaged}. */
export const findPgloader = (question: PackagedQuestion): Promise<UnpackedServer> =>
  findPackaged(pgloaderPackages, question)
