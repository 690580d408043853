/** Turns what a schema says about a file into sentences that name the path. */
import type { z } from 'zod'
import { appError, type Said } from './app-error.ts'

export interface AssetProblem {
  readonly path: string
  readonly what: string
}

/** A file that is something else altogether should not fill the screen. */
const most = 50

export function schemaErrors(issues: readonly z.core.$ZodIssue[]): Said[] {
  return problemErrors(issues.map(schemaProblem))
}

export function problemErrors(problems: readonly AssetProblem[]): Said[] {
  return problems
    .slice(0, most)
    .map(({ path, what }) => appError('bad-input', `${path}: ${what}.`, { field: path }))
}

function schemaProblem(issue: z.core.$ZodIssue): AssetProblem {
  const path = pathText(issue.path)
  if (issue.code === 'unrecognized_keys')
    return {
      path,
      what: `has ${issue.keys.length === 1 ? 'a member' : 'members'} nobody reads: ${issue.keys.join(', ')}`,
    }
  return { path, what: issue.message.replace(/^Invalid input: /, '') }
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('')
}
