import { table } from '../../shared/output.ts'
import { machineText } from '../shared/machine.ts'
import type { MigrationBench } from './migration.bench.ts'
import type { PeerResult } from './pgloader.ts'

const whole = (count: number): string => Math.round(count).toLocaleString('en-IN')

/** What was measured, for people. */
export const migrationBenchText = (bench: MigrationBench): string => {
  const line = (name: string, rows: number, seconds: number, peak: number | null, said = ''): string[] => [
    name,
    whole(rows),
    seconds.toFixed(1),
    whole(rows / seconds),
    (seconds / bench.importSeconds).toFixed(2),
    peak === null ? '' : whole(peak),
    said,
  ]
  const peerLine = (name: string, peer: PeerResult): string[] =>
    line(name, peer.rows, peer.seconds, peer.peakMegabytes, peer.error ?? '')
  return [
    machineText(bench.machine),
    `${whole(bench.rows)} rows, ${whole(bench.megabytes)} MB`,
    '',
    table(
      ['what', 'rows', 'seconds', 'rows/s', '× import', 'peak MB', 'said'],
      [
        line('floor: read by SQLite alone', bench.rows, bench.readSeconds, null),
        line('floor: copied within PostgreSQL, no index', bench.rows, bench.copySeconds, null),
        line('import: read, mapped, counted, indexed', bench.rows, bench.importSeconds, bench.importPeakMegabytes),
        line('verify: proved in both stores', bench.proved, bench.verifySeconds, null),
        ...(bench.peer === null ? [] : [peerLine('pgloader, same file', bench.peer)]),
        ...(bench.peerFinite === null ? [] : [peerLine('pgloader, without infinite numbers', bench.peerFinite)]),
      ],
      [1, 2, 3, 4, 5],
    ),
    ...(bench.peer === null ? ['pgloader could not be had'] : []),
  ].join('\n')
}
