/** A cloud file: endpoints an administrator gives for a cloud of their own, as YAML or JSON. */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { schemaErrors } from '../../../domain/asset-problems.ts'
import { CloudSchema, type Cloud } from '../../../domain/cloud/cloud.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { maxYamlBytes, readYaml } from './read-yaml.ts'

/** What such a file may say; the kind of a cloud is ours to decide. */
const CloudFileSchema = CloudSchema.omit({ kind: true })

export function loadCloudFile(file: string): Result<Cloud, AppError> {
  let text: string
  try {
    if (statSync(file).size > maxYamlBytes)
      return err(
        appError('bad-input', `The cloud file ${file} is larger than ${maxYamlBytes / 1024} KB.`, {
          field: '--cloud',
        }),
      )
    text = readFileSync(file, 'utf8')
  } catch {
    return err(
      appError('bad-input', `The cloud file ${file} cannot be read.`, {
        field: '--cloud',
        next: 'Check the path, or name a cloud: global, gcc-high, dod, china.',
      }),
    )
  }
  // JSON is YAML too.
  const value = readYaml(text)
  if (!value.ok) return err({ ...value.error, what: `${file}: ${value.error.what}`, field: '--cloud' })
  const parsed = CloudFileSchema.safeParse(value.value)
  if (!parsed.success) {
    const said = schemaErrors(parsed.error.issues).map((problem) => problem.what)
    return err(
      appError('bad-input', `The cloud file ${file} is not complete: ${said.join(' ')}`, {
        field: '--cloud',
        next: 'It needs name, authority, graph and smtp with host and port; addresses start with https://.',
      }),
    )
  }
  const { caFile, ...cloud } = parsed.data
  return ok({
    ...cloud,
    kind: 'custom',
    ...(caFile === undefined ? {} : { caFile: path.resolve(path.dirname(file), caFile) }),
  })
}
