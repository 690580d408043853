/** entra take: what Set-Entra.ps1 did on somebody else's PC, imported as that person's report. */
import path from 'node:path'
import { ok } from '../../domain/result.ts'
import type { ScriptTaken } from '../../main/services/entra/script-result-service.ts'
import type { Words } from '../../words/words.ts'
import { openSetup, type Command } from '../frame/command.ts'

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
