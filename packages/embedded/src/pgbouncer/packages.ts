import { findPackaged, type PackagedQuestion, type PackagedServer, type UnpackedServer } from '../debian.ts'

const pgbouncerPackages: PackagedServer = {
  service: 'pgbouncer',
  folder: 'pgbouncer',
  packages: ['pgbouncer'],
  programs: ['usr/sbin/pgbouncer', 'usr/bin/pgbouncer'],
  remedy: 'Install it (apt-get install pgbouncer).',
}

/** See {@link findPackaged}. */
export const findPgbouncer = (question: PackagedQuestion): Promise<UnpackedServer> =>
  findPackaged(pgbouncerPackages, question)
