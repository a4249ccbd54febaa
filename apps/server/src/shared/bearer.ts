/** The key in an `Authorization: Bearer <key>` header; undefined where there is none. A key anywhere else is never looked at. */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
