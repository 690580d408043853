/** verify: sends the verification messages and proves that they arrived. */
import path from 'node:path'
import { ok } from '../../domain/result.ts'
import { endedAsExpected, type Probe } from '../../domain/run/run.ts'
import type { RunView } from '../../contract/views.ts'
import { wholeNumber, type Command, type ExitCode, type Io } from '../command.ts'

export const verifyCommand: Command = {
  words: ['verify'],
  usage: 'NAME [--only failed|ADDRESS…] [--to ADDRESS] [--parallel N] [--resume] [--report DIR]',
  summary:
    'Sends one message from each mailbox and looks for its arrival; --resume goes on with an interrupted run.',
  options: {
    only: { type: 'string', multiple: true },
    to: { type: 'string' },
    parallel: { type: 'string' },
    resume: { type: 'boolean' },
    report: { type: 'string' },
  },
  positionals: [1, 1],
  async run({ io, args, compose }) {
    const parallel = wholeNumber(args, 'parallel', 8, 1, 32)
    if (!parallel.ok) return parallel
    const composed = await compose()
    if (!composed.ok) return composed
    const { app } = composed.value
    const setup = app.setups.byName(args.positionals[0] ?? '')
    if (!setup.ok) return setup
    const only = args.texts('only')
    const failed = only.some((word) => word.toLowerCase() === 'failed')
    const to = args.text('to')
    const open = app.runs
      .list(setup.value.id)
      .find((run) => run.state === 'interrupted' || run.state === 'stopped')
    const started =
      args.flag('resume') && open !== undefined
        ? await app.runs.resume(open.id, parallel.value)
        : await app.runs.start(setup.value.id, {
            only: failed ? 'failed' : 'all',
            ...(only.length > 0 && !failed ? { addresses: only } : {}),
            ...(to === undefined ? {} : { to }),
            parallel: parallel.value,
          })
    if (!started.ok) return started
    const stop = () => void app.runs.stop(started.value.run.id)
    io.interrupted.addEventListener('abort', stop, { once: true })
    const view = await started.value.finished
    io.interrupted.removeEventListener('abort', stop)
    const folder = args.text('report')
    if (folder !== undefined) {
      const filed = await app.reports.file(setup.value.id, view.run.id, path.resolve(folder))
      if (!filed.ok) return filed
      for (const file of filed.value) io.err(`Report: ${file}`)
    }
    if (args.flag('json')) io.out(JSON.stringify(verifyJson(view)))
    else printRun(io, view)
    return ok(exitCodeOfRun(view))
  },
}

/** 0 only when every probe ended as expected. */
export function exitCodeOfRun(view: RunView): ExitCode {
  return view.summary.unexpected === 0 ? 0 : 1
}

/** The shape other tools rely on (ARCHITECTURE, "The headless face"). */
export function verifyJson(view: RunView) {
  return {
    run: view.run.id,
    state: view.run.state,
    probes: view.probes.map(probeJson),
    summary: view.summary,
  }
}

function probeJson(probe: Probe) {
  const {
    id,
    transport,
    mailbox,
    from,
    to,
    expected,
    outcome,
    receipt,
    reply,
    stage,
    messageId,
    ms,
    diagnosis,
  } = probe
  const candidates = diagnosis?.candidates ?? []
  return {
    id,
    transport,
    mailbox,
    from,
    to,
    expected,
    outcome,
    receipt,
    reply,
    stage,
    messageId,
    diagnosis: candidates.map(({ tag, confidence, title, explanation }) => ({
      tag,
      confidence,
      title,
      explanation,
    })),
    ms,
  }
}

/** The most addresses that are named for one cause; the report names them all. */
const mostNamed = 5

/** Every unexpected probe with the server's reply and a plain sentence, one cause at a time, then the counts. */
export function printRun(io: Io, { probes, summary }: RunView): void {
  const unexpected = probes.filter((probe) => !endedAsExpected(probe))
  const groups = Map.groupBy(
    unexpected,
    (probe) => `${sentence(probe)} ${probe.diagnosis?.candidates[0]?.tag ?? probe.reply}`,
  )
  for (const alike of groups.values()) {
    const [first] = alike
    if (first === undefined) continue
    const named = alike.slice(0, mostNamed).map((probe) => probe.from)
    const more = alike.length > mostNamed ? ` and ${alike.length - mostNamed} more` : ''
    io.out(`✗ ${named.join(', ')}${more}: ${sentence(first)}`)
    if (first.reply !== null && first.outcome !== 'accepted')
      io.out(`    ${alike.length > 1 ? 'first reply' : 'reply'}: ${first.reply}`)
    const cause = first.diagnosis?.candidates[0]
    if (cause === undefined) continue
    io.out(`    ${cause.title}. ${cause.explanation}`)
    for (const remedy of cause.remedies)
      io.out(`    → ${remedy.text}${remedy.command === undefined ? '' : `\n      ${remedy.command}`}`)
  }
  io.out(
    `${summary.planned} planned, ${summary.accepted} accepted, ${summary.refused} refused, ${summary.received} received, ${summary.unexpected} unexpected`,
  )
}

function sentence(probe: Probe): string {
  if (probe.outcome === 'accepted')
    return probe.receipt === 'waiting'
      ? 'accepted; type the code from the mail in to prove that it arrived'
      : 'accepted by the server, but it did not arrive'
  if (probe.outcome === 'refused') return 'refused by the server'
  if (probe.outcome === 'uncertain')
    return 'the connection ended after the message had left; it was looked for and not found, and not sent again'
  if (probe.outcome === 'failed')
    return probe.stage === 'token'
      ? 'not sent'
      : `not sent: the connection failed (${probe.stage ?? 'unknown stage'})`
  return 'not sent yet'
}
