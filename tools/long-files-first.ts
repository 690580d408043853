/** The order of test files: what takes long begins early, so that no worker is left alone with it at the end. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { root } from './run.ts'

/** Start PowerShell, commands and whole applications: seconds to minutes a file. */
const longest = /^tests\/(?:powershell|integration\/(?:app|entra))\//
/** Talk to servers, or read a great many texts: up to half a minute. */
const long = /^tests\/(?:integration|contract|unit\/(?:domain\/diagnosis|lint))\//

/** 0 begins first. By folder, so that a new file need not be measured. */
function turnOf(file: string): number {
  if (longest.test(file)) return 0
  return long.test(file) ? 1 : 2
}

/** Files of one turn come in an order that only the seed decides: none may count on another. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence
    return files
      .map((spec) => {
        const file = path.relative(root, spec.moduleId).replaceAll(path.sep, '/')
        return { spec, turn: turnOf(file), lot: createHash('sha256').update(`${seed} ${file}`).digest('hex') }
      })
      .sort((a, b) => a.turn - b.turn || (a.lot < b.lot ? -1 : 1))
      .map(({ spec }) => spec)
  }
}
