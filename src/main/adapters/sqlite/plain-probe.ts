/**
 * Whether a probe as it was read from a row is one beyond doubt. The schema takes a tenth of a millisecond, and a run
 * may have twenty thousand: so the ordinary row is looked at by hand, member by member, and only what does not pass
 * here is put to the schema, which has the last word. Nothing passes here that the schema would refuse.
 */
import type { ProbeOutcome } from '../../../domain/run/probe-outcome.ts'
import { probeKinds } from '../../../domain/recipe/recipe.ts'
import {
  arrivalFolders,
  probeOutcomes,
  probePhases,
  receiptSources,
  receiptStates,
  type Probe,
} from '../../../domain/run/run.ts'

type Test = (value: unknown) => boolean

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const isText: Test = (value) => typeof value === 'string'
const isId: Test = (value) => typeof value === 'string' && uuid.test(value)
const isTime: Test = (value) => {
  if (typeof value !== 'string' || !time.test(value)) return false
  const at = new Date(value)
  // the 31st of February is read as a day in March
  return !Number.isNaN(at.getTime()) && at.toISOString() === value
}
const wholeFrom =
  (least: number): Test =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least
const oneOf = (words: readonly string[]): Test => {
  const known = new Set<unknown>(words)
  return (value) => known.has(value)
}
const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value)

/** Exactly these members, and each as it has to be. */
function only(tests: Readonly<Record<string, Test>>): Test {
  const members = Object.entries(tests)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const read = value as Readonly<Record<string, unknown>>
    return (
      Object.keys(read).length === members.length &&
      members.every(([name, test]) => Object.hasOwn(read, name) && test(read[name]))
    )
  }
}

const tests: Readonly<Record<keyof Probe, Test>> = {
  id: isId,
  runId: isId,
  seq: wholeFrom(1),
  check: orNull(isText),
  transport: oneOf(probeKinds),
  mailboxId: isId,
  mailbox: isText,
  from: isText,
  to: isText,
  expected: oneOf(['accepted', 'refused']),
  messageId: isText,
  code: isText,
  phase: oneOf(probePhases),
  outcome: orNull(oneOf(probeOutcomes)),
  reply: orNull(isText),
  stage: orNull(isText),
  receipt: oneOf(receiptStates),
  receivedAt: orNull(isTime),
  seenFrom: orNull(isText),
  seenSender: orNull(isText),
  receiptBy: orNull(oneOf(receiptSources)),
  foundIn: orNull(oneOf(arrivalFolders)),
  authentication: orNull(only({ spf: orNull(isText), dkim: orNull(isText), dmarc: orNull(isText) })),
  returned: orNull(only({ at: isTime, status: orNull(isText), text: isText })),
  note: orNull(isText),
  warning: (value) => typeof value === 'boolean',
  tries: wholeFrom(0),
  tooEarly: orNull(only({ since: isTime, because: isText, until: isTime, nextAt: isTime })),
  startedAt: orNull(isTime),
  ms: orNull(wholeFrom(Number.MIN_SAFE_INTEGER)),
  // a tree of causes and remedies, some of them optional: the schema's business
  diagnosis: (value) => value === null,
}

export const isPlainProbe = only(tests) as (value: unknown) => value is Probe

const { check, transport, expected, from, outcome, receipt } = tests

export const isPlainOutcome = only({
  ...{ check, transport, expected, from, outcome, receipt },
  tooEarly: (value) => typeof value === 'object',
}) as (value: unknown) => value is ProbeOutcome
