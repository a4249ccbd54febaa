import { DomainError } from '@fyntrix/domain/shared'
import type { Access, Session } from '@fyntrix/services/access'
import type { Limits } from '../shared/limits.ts'

/** Who is behind a request. */
export interface Caller {
  /** Found out once a request, however many calls it carries. Throws `unauthenticated` or `rate-limited`. */
  session(): Promise<Session>
  /** Asks anew, for requests that stay open: the key may have been revoked since. */
  sessionNow(): Promise<Session>
}

/** Authenticates by the key of a request; wrong keys count against the address that it came from. */
export const createCaller = (
  { access, limits }: { readonly access: Pick<Access, 'authenticate'>; readonly limits: Limits },
  { key, address }: { readonly key: string | undefined; readonly address: string },
): Caller => {
  const authenticate = async (): Promise<Session> => {
    // no key is no guess: it is refused like a wrong one, but not counted
    if (key === undefined) return access.authenticate('')
    await limits.checkAddress(address, key)
    try {
      const session = await access.authenticate(key)
      limits.noteSuccess(key)
      return session
    } catch (cause) {
      if (cause instanceof DomainError && cause.code === 'unauthenticated') await limits.noteFailure(address)
      throw cause
    }
  }
  let found: Promise<Session> | undefined
  return {
    session: () => (found ??= authenticate()),
    sessionNow: authenticate,
  }
}
