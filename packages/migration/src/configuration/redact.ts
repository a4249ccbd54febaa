import { knownVariable } from './variables.ts'

/** Stands where something may be secret. */
export const hidden = '‹hidden›'

const harmless = /^[\w.-]{0,64}$/

const addressWithoutSecrets = (address: string): string => {
  if (!URL.canParse(address)) return hidden
  const { protocol, host, pathname, username, password, search, hash } = new URL(address)
  // `redis:secret` parses too, with all of it as the path
  if (host === '' && !pathname.startsWith('/')) return hidden
  const user = username === '' && password === '' ? '' : `${hidden}@`
  return `${protocol}//${user}${host}${pathname}${search === '' && hash === '' ? '' : `?${hidden}`}`
}

/** A value as it may be shown: only what is known to hold no secret is, whatever the variable is called. */
export const shownValue = (variable: string, value: string): string => {
  const shown = knownVariable(variable)?.shown
  if (value === '') return ''
  if (shown === 'address') return addressWithoutSecrets(value)
  return shown === 'plain' && harmless.test(value) ? value : hidden
}

/** A name or a path as a terminal may be given it: what could move its cursor is replaced. */
export const printable = (text: string): string => text.replaceAll(/\p{C}/gu, '\uFFFD')
