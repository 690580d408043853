/** YAML and JSON from files of any origin, as plain values: bounded, no aliases to speak of, no custom tags. */
import { readFileSync, statSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'

/** The largest recipe of ours has about 25 KB; ten times that is no recipe any more. */
const largestFile = 256 * 1024

/** The value, or every syntax problem with its line and column. */
export function parseYaml(text: string): Result<unknown, AppError[]> {
  if (text.length > largestFile)
    return err([appError('bad-input', `The file is larger than ${largestFile / 1024} KB.`)])
  const document = parseDocument(text, {
    schema: 'core',
    version: '1.2',
    uniqueKeys: true,
    merge: false,
    logLevel: 'silent',
    stringKeys: true,
  })
  const problems = [...document.errors, ...document.warnings].map(({ message, linePos }) => {
    const [start] = linePos ?? []
    const where = start === undefined ? '' : `line ${start.line}, column ${start.col}: `
    return appError('bad-input', `${where}${message.split('\n')[0] ?? ''}`)
  })
  if (problems.length > 0) return err(problems)
  try {
    return ok(document.toJS({ maxAliasCount: 20 }) as unknown)
  } catch (thrown) {
    return err([appError('bad-input', thrown instanceof Error ? thrown.message : String(thrown))])
  }
}

export function readYamlFile(file: string): Result<unknown, AppError[]> {
  try {
    if (statSync(file).size > largestFile)
      return err([appError('bad-input', `The file is larger than ${largestFile / 1024} KB.`)])
    return parseYaml(readFileSync(file, 'utf8'))
  } catch {
    return err([
      appError('bad-input', `The file “${file}” cannot be read.`, { next: 'Check the path and the rights.' }),
    ])
  }
}
