/** The languages Sendproof speaks. A language is one folder beside `en`; what it lacks does not compile. */
import type { CatalogueLanguage } from '../domain/diagnosis/catalogue-texts.ts'
import { en } from './en.ts'
import { bracketed } from './pseudo.ts'

/** The shape of a language: the functions of English, any text where English has its own. */
export type Words = Wide<typeof en>

type Wide<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Wide<R>
    : T extends number | boolean | null | undefined
      ? T
      : { readonly [K in keyof T]: Wide<T[K]> }

/** `qps-ploc` is what Windows calls its pseudo-language: every sentence in brackets, to find text that no language has. */
export const languages = ['en', 'qps-ploc'] as const
export type Language = (typeof languages)[number]

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text)
}

export function wordsFor(language: Language): Words {
  switch (language) {
    case 'en':
      return en
    case 'qps-ploc':
      return bracketed<Words>(en)
  }
}

/** Where the catalogue of causes has its texts in this language: a further one is the folder of its code in assets/remedies. */
export function catalogueIn(language: Language): CatalogueLanguage {
  switch (language) {
    case 'en':
      return { kind: 'written' }
    case 'qps-ploc':
      return { kind: 'made', by: bracketed }
  }
}

/** What `Intl` calls the language. */
export function localeOf(language: Language): string {
  return language === 'qps-ploc' ? 'en' : language
}
