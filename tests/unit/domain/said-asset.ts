import type { AssetProblem } from '../../../src/domain/problem/asset-problem.ts'
import { en } from '../../../src/words/en.ts'
import { sayAsset } from '../../../src/words/shape/say-asset.ts'

/** What the author of a data file reads. */
export const saidAsset = (problem: AssetProblem): string => sayAsset(en, problem)
