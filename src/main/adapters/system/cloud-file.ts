/** A cloud file: endpoints an administrator gives for a cloud of their own, as YAML or JSON. */
import path from 'node:path'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { schemaErrors } from '../../../domain/asset-problems.ts'
import { CloudSchema, type Cloud } from '../../../domain/cloud/cloud.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { readYamlFile } from './yaml-file.ts'
import { plainly } from '../../../words/plainly.ts'

/** What such a file may say; the kind of a cloud is ours to decide. */
const CloudFileSchema = CloudSchema.omit({ kind: true })

export function loadCloudFile(file: string): Result<Cloud, AppError> {
  // JSON is YAML too.
  const value = readYamlFile(file)
  if (!value.ok)
    return err(
      appError(
        'bad-input',
        `The cloud file ${file} cannot be used: ${value.error.map(({ what }) => what).join(' ')}`,
        {
          field: '--cloud',
          next: 'Check the path, or name a cloud: global, gcc-high, dod, china.',
        },
      ),
    )
  const parsed = CloudFileSchema.safeParse(value.value)
  if (!parsed.success) {
    const said = schemaErrors(parsed.error.issues).map((problem) => plainly(problem).what)
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
