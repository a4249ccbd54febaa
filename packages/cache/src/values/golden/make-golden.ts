// Writes the golden files that are missing: `node packages/cache/src/values/golden/make-golden.ts`. A file that exists is never written again,
// because values like it lie in somebody's Redis. A new format version, codec or compression gets new files.
import { existsSync, writeFileSync } from 'node:fs'
import { pack } from '../index.ts'
import { goldenFile, goldenValues, schemaVersion } from './golden-values.ts'

const thresholds = { none: Number.POSITIVE_INFINITY, zstd: 0 }

for (const { codec, value } of goldenValues) {
  for (const [compression, threshold] of Object.entries(thresholds)) {
    const file = goldenFile(codec.name, compression)
    if (existsSync(file)) continue
    const { bytes } = pack(codec, value, { schemaVersion, limit: 100_000, threshold, trailer: 5 })
    writeFileSync(file, bytes)
  }
}
