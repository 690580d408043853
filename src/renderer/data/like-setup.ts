/** What of a setup begins another one. Pure. */
import type { SetupView } from '../../contract/views.schema.ts'
import type { Pattern } from './location.ts'

/** Addresses and hosts under .example exist in the practice tenant alone. @see https://www.rfc-editor.org/rfc/rfc2606 */
const rehearsed = /\.example(?![\p{L}\p{N}.-])/iu

/** The same product with the same answers, where the setup is. Ids, mailboxes, notes and sign-ins stay behind. */
export function duplicateOf({ recipe, answers, practice, name }: LikeSetup): Pattern {
  return { recipe: { id: recipe.id }, answers, where: practice === null ? 'tenant' : 'practice', from: name }
}

/** After a rehearsal: in a real tenant, without what only the practice tenant has. */
export function forReal(setup: LikeSetup): Pattern {
  const answers = Object.fromEntries(
    Object.entries(setup.answers).filter(
      ([, answer]) => typeof answer !== 'string' || !rehearsed.test(answer),
    ),
  )
  return { ...duplicateOf(setup), answers, where: 'tenant' }
}

type LikeSetup = Pick<SetupView, 'answers' | 'practice' | 'name'> & {
  readonly recipe: { readonly id: string }
}
