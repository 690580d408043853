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
import { isId, isText, isTime, only, oneOf, orNull, wholeFrom, type Test } from './plain-values.ts'

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
