/** verify: sends the verification messages and proves that they arrived. */
import path from 'node:path'
import { checkAddress } from '../../domain/fields/address.ts'
import { kindOf, type AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Probe } from '../../domain/run/run.schema.ts'
import { jsonParts } from '../../domain/text/json-parts.ts'
import type { RunPlanView, RunView } from '../../contract/run-views.schema.ts'
import { sayChange, sayMissing, sayNotes, sayReply } from '../../words/say-attempt.ts'
import type { Words } from '../../words/words.ts'
import { wholeNumber, type Command, type ExitCode } from '../frame/command.ts'
import { untilDone } from '../frame/io.ts'
import { nextTry, printRun } from './verify-words.ts'

export const verifyCommands: readonly Command[] = [
  {
    words: ['verify', 'code'],
    usage: 'NAME CODE… [--run RUN]',
    options: { run: { type: 'string' } },
    positionals: [2, 101],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const [name = '', ...codes] = args.positionals
      const setup = app.setups.byName(name)
      if (!setup.ok) return setup
      const wanted = args.text('run')
      const known = app.runQueries.list(setup.value.id)
      // a run out of a file is a record: nothing of it is proven here
      const run = known.find(({ id, importedAt }) =>
        wanted === undefined ? importedAt === null : id.startsWith(wanted),
      )
      if (run === undefined) return err({ code: 'run-unknown', field: '--run' })
      const confirmed: { readonly code: string; readonly from: string }[] = []
      for (const code of codes) {
        const fits = app.runQueries.confirm(run.id, code)
        // the codes before it fitted, and what they prove is kept
        if (!fits.ok) return err({ ...fits.error, field: code })
        confirmed.push({ code, from: fits.value.from })
        if (!args.flag('json')) io.out(words.cli.verify.confirmed(fits.value.from))
      }
      if (args.flag('json')) io.out(JSON.stringify({ run: run.id, confirmed }))
      return ok(0)
    },
  },
  {
    words: ['verify', 'compare'],
    usage: 'NAME RUN RUN',
    options: {},
    positionals: [3, 3],
    async run({ io, args, compose, words }) {
      const said = words.cli.verify
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const [name = '', one = '', other = ''] = args.positionals
      const setup = app.setups.byName(name)
      if (!setup.ok) return setup
      const compared = await app.runQueries.compareByName(setup.value.id, one, other)
      if (!compared.ok) return compared
      const { newlyFailing, fixed, same, added, missing } = compared.value
      if (args.flag('json')) await io.outParts(jsonParts(compared.value))
      else {
        for (const { from, transport } of newlyFailing) io.out(`✗ ${said.failsNow(from, transport)}`)
        for (const { from, transport } of fixed) io.out(`✓ ${said.fixed(from, transport)}`)
        io.out(
          said.compared({
            ...{ added, missing, good: same.good, bad: same.bad },
            failing: newlyFailing.length,
            fixed: fixed.length,
          }),
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
  async run({ io, words, args, compose }) {
    const parallel = wholeNumber(args, 'parallel', 8, 1, 32)
    if (!parallel.ok) return parallel
    const wait = wholeNumber(args, 'wait', 0, 0, 24 * 60)
    if (!wait.ok) return wait
    const waitMs = wait.value * 60_000
    // what was interrupted is fixed: who receives it, and from which mailboxes it goes out
    const chosen = ['only', 'to'].find(
      (option) => args.text(option) !== undefined || args.texts(option).length > 0,
    )
    if (args.flag('resume') && chosen !== undefined)
      return err({ code: 'resume-takes-no-choice', option: chosen })
    const recipient = args.text('to')
    const address = recipient === undefined ? ok(undefined) : checkAddress(recipient, '--to')
    if (!address.ok) return address
    const composed = await compose()
    if (!composed.ok) return composed
    const { app } = composed.value
    const setup = app.setups.byName(args.positionals[0] ?? '')
    if (!setup.ok) return setup
    const only = args.texts('only')
    const failed = only.some((word) => word.toLowerCase() === 'failed')
    const to = address.value
    const started = args.flag('resume')
      ? await app.runs.resumeLast(setup.value.id, parallel.value, waitMs)
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
      for (const written of filed.value) io.err(words.cli.verify.report(written))
      return ok(null)
    }
    if (!started.ok) {
      const filed = kindOf(started.error) === 'sign-in-failed' ? await file(null) : ok(null)
      return filed.ok ? started : filed
    }
    const missing = missingIn(app.runs.plan(setup.value.id))
    const stop = () => void app.runs.stop(started.value.run.id)
    const view = await untilDone(io.interrupted, stop, started.value.finished)
    const filed = await file(view.run.id)
    if (!filed.ok) return filed
    if (args.flag('json')) await io.outParts(jsonParts(verifyJson(words, view, missing)))
    else {
      printRun(io, words, view)
      for (const check of missing) io.out(words.cli.verify.notTried(sayMissing(words, check)))
    }
    return ok(exitCodeOfRun(view, only.length === 0 ? missing : []))
  },
}

/** The plan itself, one entry an attempt, is not kept while the run is under way. */
function missingIn(plan: Result<RunPlanView, AppError>): RunPlanView['missing'] {
  return plan.ok ? plan.value.missing : []
}

/** 0 only when every probe ended as expected and nothing the recipe asks for was left out (`missing` of the plan). */
export function exitCodeOfRun(view: RunView, missing: readonly string[]): ExitCode {
  return view.summary.unexpected === 0 && missing.length === 0 ? 0 : 1
}

/** The shape other tools rely on (ARCHITECTURE, "Command line"). Of the probes one is made at a time. */
function verifyJson(words: Words, view: RunView, missing: RunPlanView['missing']) {
  return {
    run: view.run.id,
    state: view.run.state,
    probes: view.probes.values().map((probe) => probeJson(words, probe)),
    summary: view.summary,
    nextTry: nextTry(view.probes),
    notTried: missing.map((check) => sayMissing(words, check)),
    notTriedChecks: missing,
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
  'reason',
  'stage',
  'messageId',
  'seenFrom',
  'seenSender',
  'authentication',
  'returned',
  'notes',
  'warning',
  'tries',
  'ms',
] as const satisfies readonly (keyof Probe)[]

/** Where an earlier version had a sentence there still is one; the fact it was made of stands beside it. */
function probeJson(words: Words, probe: Probe) {
  const { tooEarly } = probe
  return {
    ...Object.fromEntries(told.map((name) => [name, probe[name]])),
    reply: sayReply(words, probe, 'cli'),
    note: sayNotes(words, probe),
    tooEarly:
      tooEarly === null
        ? null
        : { ...tooEarly, because: sayChange(words, tooEarly.because), change: tooEarly.because },
    diagnosis: (probe.diagnosis?.candidates ?? []).map(({ tag, confidence, title, explanation }) => ({
      tag,
      confidence,
      title,
      explanation,
    })),
  }
}
