/** The words of this window's language. A page is loaded in one language; another one means loading it again. */
import type { AppError } from '../../domain/problem/app-error.ts'
import { sayProblem, type ShownProblem } from '../../words/shape/say-problem.ts'
import { isLanguage, wordsFor } from '../../words/words.ts'

// Rules of the page are read without a page as well, by whatever tries them out.
const { location } = globalThis as { readonly location?: { readonly search: string } }
const wanted = new URLSearchParams(location?.search).get('language') ?? 'en'

export const words = wordsFor(isLanguage(wanted) ? wanted : 'en')
export const text = words.window

/** A failure in the window's words. */
export function sayError(error: AppError): ShownProblem {
  return sayProblem(words, error, 'window')
}
