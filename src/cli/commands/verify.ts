/** verify: sends the verification messages and proves that they arrived. */
import path from 'node:path'
import type { AppError } from '../../domain/app-error.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { Probe } from '../../domain/run/run.ts'
import { jsonParts } from '../../domain/text/json-parts.ts'
import type { RunPlanView, RunView } from '../../contract/views.ts'
import { wholeNumber, type Command, type ExitCode } from '../command.ts'
import { nextTry, printRun } from './verify-words.ts'

export const verifyCommands: readonly Command[] = [
  {
    words: ['verify', 'compare'],
    usage: 'NAME RUN RUN',
    options: {},
    positionals: [3, 3],
    async run({ io, args, compose }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const [name = '', one = '', other = ''] = args.positionals
      const setup = app.setups.byName(name)
      if (!setup.ok) return setup
      const compared = await app.runRecords.compareByName(setup.value.id, one, other)
      if (!compared.ok) return compared
      const { newlyFailing, fixed, same, added, missing } = compared.value
      if (args.flag('json')) await io.outParts(jsonParts(compared.value))
      else {
        for (const probe of newlyFailing)
          io.out(`✗ ${probe.from} (${probe.transport}): fails now, did not before`)
        for (const probe of fixed) io.out(`✓ ${probe.from} (${probe.transport}): put right`)
        io.out(
          `${newlyFailing.length} newly failing, ${fixed.length} put right, ${same.good} still good, ${same.bad} still failing, ${added} new, ${missing} no longer tried`,
        )
      }
      return ok(newlyFailing.length === 0 ? 0 : 1)
    },
  },
]

export const verifyCommand: Command = {
  words: ['verify'],
  usage: 'NAME [--only failed|ADDRESS…] [--to ADDRESS] [--parallel N] [--wait MIN] [--resume] [--report DIR]',
  options: {
    only: { type: 'string', multiple: true },
    to: { type: 'string' },
    parallel: { type: 'string' },
    wait: { type: 'string' },
    resume: { type: 'boolean' },
    report: { type: 'string' },
  },
  positionals: [1, 1],
  async run({ io, args, compose }) {
    const parallel = wholeNumber(args, 'parallel', 8, 1, 32)
    if (!parallel.ok) return parallel
    const wait = wholeNumber(args, 'wait', 0, 0, 24 * 60)
    if (!wait.ok) return wait
    const waitMs = wait.value * 60_000
    const composed = await compose()
    if (!composed.ok) return composed
    const { app } = composed.value
    const setup = app.setups.byName(args.positionals[0] ?? '')
    if (!setup.ok) return setup
    const only = args.texts('only')
    const failed = only.some((word) => word.toLowerCase() === 'failed')
    const to = args.text('to')
    const open = app.runRecords
      .list(setup.value.id)
      .find((run) => run.state === 'interrupted' || run.state === 'stopped')
    const started =
      args.flag('resume') && open !== undefined
        ? await app.runs.resume(open.id, parallel.value, waitMs)
        : await app.runs.start(setup.value.id, {
            only: failed ? 'failed' : 'all',
            ...(only.length > 0 && !failed ? { addresses: only } : {}),
            ...(to === undefined ? {} : { to }),
            parallel: parallel.value,
            waitMs,
          })
    const folder = args.text('report')
    // Nobody watches a scheduled task: what could not even start has to stand in its report as well.
    const file = async (run: string | null): Promise<Result<null, AppError>> => {
      if (folder === undefined) return ok(null)
      const filed = await app.reports.file(setup.value.id, run, path.resolve(folder))
      if (!filed.ok) return filed
      for (const written of filed.value) io.err(`Report: ${written}`)
      return ok(null)
    }
    if (!started.ok) {
      const filed = started.error.code === 'sign-in-failed' ? await file(null) : ok(null)
      return filed.ok ? started : filed
    }
    const missing = missingIn(app.runs.plan(setup.value.id))
    const stop = () => void app.runs.stop(started.value.run.id)
    io.interrupted.addEventListener('abort', stop, { once: true })
    const view = await started.value.finished
    io.interrupted.removeEventListener('abort', stop)
    const filed = await file(view.run.id)
    if (!filed.ok) return filed
    if (args.flag('json')) await io.outParts(jsonParts({ ...verifyJson(view), notTried: missing }))
    else {
      printRun(io, view)
      for (const sentence of missing) io.out(`not tried: ${sentence}`)
    }
    return ok(exitCodeOfRun(view, only.length === 0 ? missing : []))
  },
}

/** The plan itself, one entry an attempt, is not kept while the run is under way. */
function missingIn(plan: Result<RunPlanView, AppError>): readonly string[] {
  return plan.ok ? plan.value.missing : []
}

/** 0 only when every probe ended as expected and nothing the recipe asks for was left out (`missing` of the plan). */
export function exitCodeOfRun(view: RunView, missing: readonly string[]): ExitCode {
  return view.summary.unexpected === 0 && missing.length === 0 ? 0 : 1
}

/** The shape other tools rely on (ARCHITECTURE, "Command line"). Of the probes one is made at a time. */
function verifyJson(view: RunView) {
  return {
    run: view.run.id,
    state: view.run.state,
    probes: view.probes.values().map(probeJson),
    summary: view.summary,
    nextTry: nextTry(view.probes),
  }
}

/** Told of a probe; the six characters are not: who reads them out has to have the mail. */
const told = [
  'id',
  'check',
  'transport',
  'mailbox',
  'from',
  'to',
  'expected',
  'outcome',
  'receipt',
  'receiptBy',
  'foundIn',
  'reply',
  'stage',
  'messageId',
  'seenFrom',
  'seenSender',
  'authentication',
  'returned',
  'note',
  'warning',
  'tries',
  'tooEarly',
  'ms',
] as const satisfies readonly (keyof Probe)[]

function probeJson(probe: Probe) {
  return {
    ...Object.fromEntries(told.map((name) => [name, probe[name]])),
    diagnosis: (probe.diagnosis?.candidates ?? []).map(({ tag, confidence, title, explanation }) => ({
      tag,
      confidence,
      title,
      explanation,
    })),
  }
}
