import { readFileSync, realpathSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { z } from 'zod'

const Manifest = z.object({ name: z.string(), version: z.string() })

const manifestOf = (name: string, from: string) => {
  const path = findPackageJSON(name, from)
  if (path === undefined) throw new Error(`${name} is not installed`)
  return { path, ...Manifest.parse(JSON.parse(readFileSync(path, 'utf8'))) }
}

/** A package as it is installed, such as `keyv 5.6.0`, with the client that it brings along. */
export const installed = (name: string): string => {
  const { path, name: own, version } = manifestOf(name, import.meta.filename)
  const client = name === '@keyv/redis' ? manifestOf('@redis/client', realpathSync(path)) : undefined
  return `${own} ${version}${client ? ` (${client.name} ${client.version})` : ''}`
}
