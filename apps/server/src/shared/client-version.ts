import { DomainError } from '@fyntrix/domain/shared'

/** Header in which the SDK names its version. */
export const clientVersionHeader = 'x-fyntrix-sdk'

/** Major version of this API. An SDK of an older major would misread what we answer. */
export const apiMajor = 1

/**
 * Refuses SDKs of an older major with `incompatible-client`, and text that is no version with `invalid-input`. A caller that names no version
 * speaks HTTP itself and is let through.
 */
export const checkClientVersion = (version: string | undefined): void => {
  if (version === undefined) return
  const major = /^(\d{1,6})\.\d{1,6}\.\d{1,6}(?:[-+][\w.+-]{1,64})?$/.exec(version)?.[1]
  if (major === undefined) {
    throw new DomainError(
      'invalid-input',
      `the header ${clientVersionHeader} must be a version such as ${apiMajor}.0.0`,
    )
  }
  if (Number(major) >= apiMajor) return
  throw new DomainError(
    'incompatible-client',
    `this server speaks version ${apiMajor} of the API, your SDK is ${version}: install @fyntrix/sdk ${apiMajor}.x`,
  )
}
