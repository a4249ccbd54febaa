/** What decides the pooler's configuration. */
export interface PgbouncerConfig {
  readonly port: number
  /** Where PostgreSQL listens. */
  readonly upstream: { readonly host: string; readonly port: number }
  /** The file with user and password. */
  readonly authFile: string
}

/**
 * The text of pgbouncer.ini: whatever database is asked for, pooled by transaction, under PostgreSQL's own users. What clients set at the start of a session is ignored where a pooler
 * cannot keep it: limits of time hold only where a transaction sets them itself.
 */
export const pgbouncerConfig = ({ port, upstream, authFile }: PgbouncerConfig): string =>
  [
    '[databases]',
    `* = host=${upstream.host} port=${upstream.port}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'pool_mode = transaction',
    'auth_type = scram-sha-256',
    `auth_file = ${authFile}`,
    'default_pool_size = 40',
    'max_client_conn = 400',
    'ignore_startup_parameters = extra_float_digits,statement_timeout,idle_in_transaction_session_timeout',
    'log_connections = 0',
    'log_disconnections = 0',
    '',
  ].join('\n')

/** A line of the file with users: both are quoted, a quote is doubled. */
export const userLine = (user: string, password: string): string =>
  `${[user, password].map((text) => `"${text.replaceAll('"', '""')}"`).join(' ')}\n`
