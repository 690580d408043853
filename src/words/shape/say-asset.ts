/** Turns what is wrong with a data file into what a person reads. */
import type {
  AssetCode,
  AssetPlace,
  AssetProblem,
  AssetProblemOf,
} from '../../domain/problem/asset-problem.ts'
import type { Finding } from '../../domain/problem/finding.ts'
import { sayFinding, type FindingWords } from './say-finding.ts'

/** `finding`: how a finding is worded, for what a redirect would be refused for. */
export type AssetSentences = {
  readonly [C in AssetCode]: (
    facts: AssetProblemOf<C>,
    to: { readonly finding: (finding: Finding) => string },
  ) => string
}

export interface AssetWords {
  /** Without the place, and without a full stop. */
  readonly problems: AssetSentences
  /** The sentence with its place in front. */
  readonly placed: (place: AssetPlace, what: string) => string
}

/** One sentence with line, column and path, as far as they are known. */
export function sayAsset(
  words: { readonly assets: AssetWords; readonly findings: FindingWords },
  problem: AssetProblem,
): string {
  // One code is one entry of the table; the compiler cannot see that through the mapped type.
  const say = words.assets.problems[problem.code] as (
    facts: AssetProblem,
    to: { readonly finding: (finding: Finding) => string },
  ) => string
  const what = say(problem, {
    finding: (finding) => sayFinding(words, finding, 'cli').what.replace(/\.$/, ''),
  })
  return words.assets.placed(problem, what)
}
