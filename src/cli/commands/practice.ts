/** practice: serves a practice tenant until Ctrl+C, for clients of any kind. */
import { servePractice } from '../../main/adapters/practice/serve-practice.ts'
import { ok } from '../../domain/result.ts'
import { wholeNumber, type Command } from '../frame/command.ts'

export const practiceCommand: Command = {
  words: ['practice'],
  usage: '[--mailboxes N] [--seed N] [--latency MS] [--fault NAME[@ADDRESS]]… [--unprepared]',
  options: {
    mailboxes: { type: 'string' },
    seed: { type: 'string' },
    latency: { type: 'string' },
    fault: { type: 'string', multiple: true },
    unprepared: { type: 'boolean' },
  },
  positionals: [0, 0],
  async run({ io, args, compose, words }) {
    const mailboxes = wholeNumber(args, 'mailboxes', 5, 1, 10_000)
    if (!mailboxes.ok) return mailboxes
    const seed = wholeNumber(args, 'seed', 1, 0, 999_999_999)
    if (!seed.ok) return seed
    const latency = wholeNumber(args, 'latency', 0, 0, 60_000)
    if (!latency.ok) return latency
    // from the start: a tenant that was served from a folder of the moment leaves none behind
    const { interrupted } = io
    const composed = await compose()
    if (!composed.ok) return composed
    const served = await servePractice(composed.value.ports.recipes.recipes(), {
      mailboxes: mailboxes.value,
      seed: seed.value,
      latencyMs: latency.value,
      faults: args.texts('fault'),
      prepared: !args.flag('unprepared'),
    })
    if (!served.ok) return served
    io.out(JSON.stringify(served.value.endpoints))
    io.err(words.cli.practice.notMicrosoft)
    if (!interrupted.aborted)
      await new Promise<void>((resolve) =>
        interrupted.addEventListener('abort', () => resolve(), { once: true }),
      )
    await served.value.close()
    return ok(0)
  },
}
