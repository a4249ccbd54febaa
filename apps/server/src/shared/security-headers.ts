/**
 * Sent with every answer. This is an API: nothing of it may be framed, sniffed, executed or kept by a cache, and no other origin may read it but
 * those that `cors.ts` lets. Browsers ignore the transport rule over plain HTTP.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}
