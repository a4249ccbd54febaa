import { Id } from '@fyntrix/domain/shared'
import { InvalidArgumentError } from 'commander'

/** The id of an account. */
export const parseAccount = (text: string): Id => {
  const id = Id.safeParse(text)
  if (!id.success)
    throw new InvalidArgumentError('an account is named by an id such as 00000000-0000-7000-8000-000000000002')
  return id.data
}
