/** YAML from a file somebody else may have written: small, plain data, no aliases that grow, no tags that build. */
import { parseDocument } from 'yaml'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'

export const maxYamlBytes = 256 * 1024
/** Ours need none; a few make life easier for who writes one by hand, thousands are an attack. */
const maxAliases = 20

export function readYaml(text: string): Result<unknown, AppError> {
  if (Buffer.byteLength(text, 'utf8') > maxYamlBytes)
    return err(
      appError('bad-input', `The file is larger than ${maxYamlBytes / 1024} KB.`, {
        next: 'Give a file that describes one thing only.',
      }),
    )
  try {
    const document = parseDocument(text, {
      schema: 'core',
      version: '1.2',
      customTags: null,
      merge: false,
      uniqueKeys: true,
      prettyErrors: true,
    })
    const wrong = document.errors[0] ?? document.warnings[0]
    if (wrong !== undefined) return err(notYaml(wrong.message))
    return ok(document.toJS({ maxAliasCount: maxAliases }) as unknown)
  } catch (error) {
    return err(notYaml(error instanceof Error ? error.message : String(error)))
  }
}

function notYaml(said: string): AppError {
  return appError('bad-input', `The file is not YAML that can be read: ${said.split('\n')[0] ?? ''}`, {
    next: 'Correct the line and try again.',
    details: said,
  })
}
