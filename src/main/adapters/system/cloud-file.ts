/** A cloud file: endpoints an administrator gives for a cloud of their own, as YAML or JSON. */
import path from 'node:path'
import type { z } from 'zod'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { CloudSchema, type Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { readYamlFile } from './yaml-file.ts'

/** What such a file may say; the kind of a cloud is ours to decide. */
const CloudFileSchema = CloudSchema.omit({ kind: true })

export function loadCloudFile(file: string): Result<Cloud, AppError> {
  // JSON is YAML too.
  const value = readYamlFile(file)
  if (!value.ok)
    return err({
      code: 'cloud-file-unreadable',
      file,
      field: 'cloud',
      problems: value.error,
    })
  const parsed = CloudFileSchema.safeParse(value.value)
  if (!parsed.success)
    return err({ code: 'cloud-file-incomplete', file, parts: partsOf(parsed.error.issues), field: 'cloud' })
  const { caFile, ...cloud } = parsed.data
  return ok({
    ...cloud,
    kind: 'custom',
    ...(caFile === undefined ? {} : { caFile: path.resolve(path.dirname(file), caFile) }),
  })
}

/** Which members are wrong, missing or too many; the file itself where it is something else altogether. */
function partsOf(issues: readonly z.core.$ZodIssue[]): string[] {
  const parts = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [...issue.path, key].join('.'))
      : [issue.path.map(String).join('.')],
  )
  return [...new Set(parts.filter((part) => part !== ''))].slice(0, mostParts)
}

const mostParts = 20
