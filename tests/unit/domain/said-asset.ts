import type { AssetProblem } from '../../../src/domain/asset-problem.ts'
import { en } from '../../../src/words/en/index.ts'
import { sayAsset } from '../../../src/words/say-asset.ts'

/** What the author of a data file reads. */
export const saidAsset = (problem: AssetProblem): string => sayAsset(en, problem)
