/** The part of the server's settings that is open to choice. */
export interface ServerSettings {
  readonly maxConnections: number
  readonly ephemeral: boolean
  readonly settings: Readonly<Record<string, string>>
}

// Only what a crash of the machine would need is left out. synchronous_commit and full_page_writes stay on: without them
// a server that is killed loses its last commits, or a page that it was in the middle of writing.
const ephemeralSettings = {
  fsync: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/** The settings as arguments of the server, whose command line every user of the machine can read. */
export function serverArguments(
  port: number,
  { maxConnections, ephemeral, settings }: ServerSettings,
): readonly string[] {
  const all: Readonly<Record<string, string>> = {
    max_connections: String(maxConnections),
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(ephemeral ? ephemeralSettings : {}),
    ...settings,
    // not open to choice: how the server is guarded, found, and its failures read
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    logging_collector: 'off',
    log_destination: 'stderr',
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
