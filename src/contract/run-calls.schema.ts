/** The calls about runs: what is sent, how it goes, and what came of each probe. */
import { z } from 'zod'
import { RunComparisonSchema } from '../domain/run/compare-runs.schema.ts'
import { RunSchema } from '../domain/run/run.schema.ts'
import { address, nothing, setup } from './call-shapes.schema.ts'
import * as runs from './run-views.schema.ts'

export const runCalls = {
  'run.plan': { input: z.strictObject({ setup }), output: runs.RunPlanView },
  /** Sends mail: confirmed in a main-process dialog for a real tenant. Null when the person said no. */
  'run.start': {
    input: z.strictObject({
      setup,
      only: z.enum(['all', 'failed']),
      parallel: z.int().min(1).max(32),
      /** Only from these sender addresses; takes precedence over `only`. */
      addresses: z.array(address).min(1).max(10_000).optional(),
      /** Only what these probes of earlier runs tried; takes precedence. */
      probes: z.array(z.uuid()).min(1).max(10_000).optional(),
    }),
    output: z.strictObject({ run: z.uuid() }).nullable(),
  },
  /** Part of its probes, `from` so many on (0 without it); the summary says how many there are. */
  'run.get': {
    input: z.strictObject({ run: z.uuid(), from: z.int().min(0).optional() }),
    output: runs.RunView,
  },
  'run.list': {
    input: z.strictObject({ setup }),
    output: z.array(RunSchema.pick({ id: true, startedAt: true, state: true, importedAt: true })),
  },
  'run.pause': { input: z.strictObject({ run: z.uuid() }), output: nothing },
  /** Sends mail, so it is confirmed like `run.start`; says whether the person agreed. */
  'run.resume': {
    input: z.strictObject({ run: z.uuid() }),
    output: z.strictObject({ resumed: z.boolean() }),
  },
  'run.stop': { input: z.strictObject({ run: z.uuid() }), output: nothing },
  'run.probe': { input: z.strictObject({ run: z.uuid(), probe: z.uuid() }), output: runs.ProbeDetailView },
  /** Tries what may have been too early at once, instead of when its time has come. */
  'run.tryNow': { input: z.strictObject({ run: z.uuid() }), output: nothing },
  /** The run before the other one and the run itself; with null the one before it. Null when there is none. */
  'run.compare': {
    input: z.strictObject({ setup, run: z.uuid(), before: z.uuid().nullable() }),
    output: RunComparisonSchema.nullable(),
  },
  /** Takes the six characters from a received mail; says which probe it proves. */
  'run.confirm': {
    input: z.strictObject({ run: z.uuid(), code: z.string().max(40) }),
    output: z.strictObject({ probe: z.uuid(), from: z.string() }),
  },
} as const
