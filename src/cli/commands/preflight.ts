/** preflight plan | take: whether the product's own server gets through to Microsoft. */
import path from 'node:path'
import { err, ok } from '../../domain/result.ts'
import type { PreflightTaken } from '../../main/services/preflight/preflight-service.ts'
import type { Words } from '../../words/words.ts'
import { openSetup, missingOption, type Command } from '../frame/command.ts'

export const preflightCommands: readonly Command[] = [
  {
    words: ['preflight', 'plan'],
    usage: 'NAME --out FILE',
    options: { out: { type: 'string' } },
    positionals: [1, 1],
    async run({ io, args, compose, words, assetsFolder }) {
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, ports, setup } = opened.value
      const plan = await app.preflights.plan(setup.id)
      if (!plan.ok) return plan
      const file = path.resolve(out)
      const written = await ports.files.write(file, `${JSON.stringify(plan.value, null, 2)}\n`)
      if (!written.ok) return written
      io.err(words.preflight.planWritten(file))
      if (args.flag('json')) io.out(JSON.stringify({ plan: plan.value }))
      else
        for (const line of words.preflight.howTo({
          // nobody can look into the archive of the app; the scripts lie beside it
          folder: path.join(assetsFolder.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'), 'powershell'),
          plan: path.basename(file),
          setup: setup.name,
        }))
          io.out(line)
      return ok(0)
    },
  },
  {
    words: ['preflight', 'take'],
    usage: 'NAME RESULT.json',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const [, file = ''] = args.positionals
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, setup } = opened.value
      const taken = await app.preflights.take(setup.id, path.resolve(file))
      if (!taken.ok) return taken
      if (args.flag('json')) io.out(JSON.stringify(takenJson(taken.value, words)))
      else for (const line of takenLines(taken.value, words)) io.out(line)
      return ok(taken.value.hosts.every(({ good }) => good) ? 0 : 1)
    },
  },
]

/** Fields are added, never renamed: other tools rely on them. */
function takenJson(taken: PreflightTaken, { preflight }: Words) {
  return {
    ...taken,
    hosts: taken.hosts.map((host) => ({
      ...host,
      findings: host.findings.map((one) => ({ ...one, says: preflight.sayFinding(one) })),
    })),
  }
}

function takenLines(
  { machine, at, java, hosts, evidenceOf, moved }: PreflightTaken,
  { preflight }: Words,
): string[] {
  return [
    preflight.from(machine.name, machine.account, at),
    ...hosts.flatMap((host) => [
      `${host.good ? '✓' : '✗'} ${preflight.host(host)}`,
      ...host.findings.map((one) => `    ${preflight.sayFinding(one)}`),
    ]),
    ...(java === null
      ? []
      : [
          java.error === null
            ? preflight.java(java.keystore, java.entries)
            : preflight.javaUnread(java.error),
        ]),
    ...(moved === null ? [] : [preflight.moved(moved.step, moved.to)]),
    ...(evidenceOf === null ? [] : [preflight.evidence(evidenceOf)]),
  ]
}
