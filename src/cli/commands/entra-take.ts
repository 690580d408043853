/** entra take | undo: what Set-Entra.ps1 did on somebody else's PC, imported as a report, and the plan that takes it back. */
import path from 'node:path'
import { err, ok } from '../../domain/result.ts'
import type { ScriptTaken } from '../../main/services/entra/script-result-service.ts'
import type { Words } from '../../words/words.ts'
import { missingOption, openSetup, type Command } from '../frame/command.ts'

export const entraTakeCommands: readonly Command[] = [
  {
    words: ['entra', 'take'],
    usage: 'NAME RESULT.json',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const [, file = ''] = args.positionals
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, setup } = opened.value
      const taken = await app.scriptResults.take(setup.id, path.resolve(file))
      if (!taken.ok) return taken
      if (args.flag('json')) io.out(JSON.stringify(taken.value))
      else for (const line of takenLines(taken.value, words)) io.out(line)
      const good = taken.value.changes.every(({ outcome }) => outcome === 'done' || outcome === 'already')
      return ok(good && taken.value.ended === 'complete' ? 0 : 1)
    },
  },
  {
    words: ['entra', 'undo'],
    usage: 'NAME RESULT.json --out FILE',
    options: { out: { type: 'string' } },
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const [name = '', result = ''] = args.positionals
      const composed = await compose()
      if (!composed.ok) return composed
      const { app, ports } = composed.value
      const setup = app.setups.byName(name)
      if (!setup.ok) return setup
      const undone = await app.scriptResults.undo(setup.value.id, path.resolve(result))
      if (!undone.ok) return undone
      const { plan, final } = undone.value
      const { scripted, ...entra } = words.entra
      for (const { kind } of final) io.err(scripted.notUndone(kind))
      if (plan === null) return err({ code: 'script-nothing-to-undo' })
      const file = path.resolve(out)
      const written = await ports.files.write(file, `${JSON.stringify(plan, null, 2)}\n`)
      if (!written.ok) return written
      io.err(entra.planWritten(file))
      io.err(scripted.handOver(setup.value.name, file))
      if (args.flag('json')) io.out(JSON.stringify({ plan, final: final.map(({ index }) => index) }))
      else {
        io.out(entra.planHead(plan.tenant.name ?? plan.tenant.id, plan.changes.length))
        for (const [index, change] of plan.changes.entries())
          io.out(`${String(index + 1).padStart(2)}. ${entra.sayChange(change)}`)
        io.out(entra.planRights(plan.rights))
      }
      return ok(0)
    },
  },
]

function takenLines(
  { setup, reportedBy, at, ended, changes, moved, clientId, evidenceOf }: ScriptTaken,
  { entra: { scripted }, exchange }: Words,
): string[] {
  return [
    scripted.reportedBy(reportedBy, at),
    ...changes.map(
      ({ index, kind, outcome, trouble }) =>
        `${String(index).padStart(2)}. ${scripted.change(kind, outcome, trouble?.code ?? null)}`,
    ),
    scripted.ended[ended],
    ...(clientId === null ? [] : [scripted.clientId(clientId)]),
    ...moved.map((step) => scripted.moved(step)),
    ...(evidenceOf === null ? [] : [exchange.evidence(evidenceOf)]),
    scripted.verify(setup),
  ]
}
