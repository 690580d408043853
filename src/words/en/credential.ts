/** What a credential is called, where a person has to tell one from another. */
import { terms } from './terms.ts'
import type { Credential } from '../../domain/credential/credential.schema.ts'

export const credential = {
  title: ({ kind, hint }: Pick<Credential, 'kind' | 'hint'>) => `${terms.credentialKinds[kind]} ${hint}`,
}
