/** exchange plan | take: plans for the scripts that read and set Exchange, and what they have left. */
import path from 'node:path'
import type { ExchangePlan } from '../../domain/exchange/plan.schema.ts'
import { err, ok } from '../../domain/result.ts'
import type { ExchangeTaken } from '../../main/services/exchange/exchange-service.ts'
import type { Words } from '../../words/words.ts'
import { openSetup, missingOption, type Command } from '../frame/command.ts'
import { scriptSignIn, scriptSignInOptions, scriptSignInUsage } from '../frame/script-sign-in.ts'

export const exchangeCommands: readonly Command[] = [
  {
    words: ['exchange', 'plan'],
    usage: `NAME --out FILE [--read | --set | --remove] [--facts RESULT.json] [--customise] [--remove-policies] [--tidy] ${scriptSignInUsage}`,
    options: {
      ...scriptSignInOptions,
      out: { type: 'string' },
      read: { type: 'boolean' },
      set: { type: 'boolean' },
      remove: { type: 'boolean' },
      facts: { type: 'string' },
      customise: { type: 'boolean' },
      'remove-policies': { type: 'boolean' },
      tidy: { type: 'boolean' },
    },
    positionals: [1, 1],
    async run({ io, args, compose, words, assetsFolder }) {
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const removing = args.flag('remove')
      if ([args.flag('read'), args.flag('set'), removing].filter((one) => one).length > 1)
        return err({ code: 'one-of-options-missing', options: ['--read', '--set', '--remove'] })
      const facts = args.text('facts')
      // what is to be taken away has to have been read
      if ((removing || args.flag('tidy') || args.flag('remove-policies')) && facts === undefined)
        return err(missingOption('--facts'))
      const signIn = scriptSignIn(args)
      if (!signIn.ok) return signIn
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, ports, setup } = opened.value
      const kind = removing || args.flag('set') ? 'set' : 'read'
      const factsFile = facts === undefined ? null : path.resolve(facts)
      const planned =
        removing && factsFile !== null
          ? await app.exchange.remove(setup.id, factsFile, signIn.value)
          : await app.exchange.plan(
              setup.id,
              kind,
              factsFile,
              {
                customise: args.flag('customise'),
                removePolicies: args.flag('remove-policies'),
                tidy: args.flag('tidy'),
              },
              signIn.value,
            )
      if (!planned.ok) return planned
      const { plan, left } = planned.value
      const file = path.resolve(out)
      if (plan !== null) {
        const written = await ports.files.write(file, `${JSON.stringify(plan, null, 2)}\n`)
        if (!written.ok) return written
        io.err(words.exchange.planWritten(file))
      }
      const actions = plan?.kind === 'set' ? plan.actions : []
      if (removing && actions.some((one) => one.kind === 'access-policy'))
        io.err(words.exchange.removePolicies)
      for (const why of left) io.err(words.exchange.left(why))
      if (args.flag('json')) io.out(JSON.stringify({ plan, left }))
      else if (plan === null) {
        if (removing) io.out(words.exchange.nothingToRemove)
        else if (left.length === 0) io.out(words.exchange.nothingToSet)
      } else
        for (const line of howToLines(words, {
          ...{ kind, assetsFolder, file, setup: setup.name },
          connect: plan.connect,
        }))
          io.out(line)
      return ok(0)
    },
  },
  {
    words: ['exchange', 'take'],
    usage: 'NAME RESULT.json',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const [, file = ''] = args.positionals
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, setup } = opened.value
      const taken = await app.exchange.take(setup.id, path.resolve(file))
      if (!taken.ok) return taken
      if (args.flag('json')) io.out(JSON.stringify(takenJson(taken.value, words)))
      else for (const line of takenLines(taken.value, words)) io.out(line)
      return ok(isGood(taken.value) ? 0 : 1)
    },
  },
]

export function isGood({ verdicts, actions }: ExchangeTaken): boolean {
  return (
    verdicts.every(({ state }) => state === 'good') &&
    actions.every(({ outcome }) => outcome !== 'failed' && outcome !== 'not-tried')
  )
}

export function howToLines(
  { exchange }: Words,
  o: {
    kind: 'read' | 'set'
    assetsFolder: string
    file: string
    setup: string
    connect: ExchangePlan['connect']
  },
): readonly string[] {
  return exchange.howTo({
    script: o.kind === 'set' ? 'Set-Exchange.ps1' : 'Read-Exchange.ps1',
    // PowerShell cannot look into the archive of the app; the scripts lie beside it.
    folder: path.join(o.assetsFolder.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'), 'powershell'),
    plan: o.file,
    preview: o.kind === 'set',
    setup: o.setup,
    signsIn: { by: o.connect.signIn.by, partnerOf: o.connect.delegatedOrganization },
  })
}

/** Fields are added, never renamed: other tools rely on them. */
export function takenJson(taken: ExchangeTaken, { exchange }: Words) {
  return {
    ...taken,
    verdicts: taken.verdicts.map((verdict) => ({
      ...verdict,
      findings: verdict.findings.map((one) => ({ ...one, says: exchange.sayFinding(one, 'cli') })),
    })),
  }
}

const marks = { good: '✓', blocked: '✗', unknown: '?' } as const

export function takenLines(taken: ExchangeTaken, { exchange, entra }: Words): string[] {
  const { readBy, at, verdicts, actions, moved, evidenceOf, tooLarge, preview } = taken
  const good = verdicts.filter(({ state }) => state === 'good').length
  return [
    exchange.readBy(readBy === '' ? exchange.application : readBy, at),
    ...verdicts.flatMap((verdict) => [
      `${marks[verdict.state]} ${exchange.verdict(verdict)}`,
      ...verdict.findings.map(
        (one) => `    ${exchange.layers[one.layer]}: ${exchange.sayFinding(one, 'cli')}`,
      ),
    ]),
    ...actions.map(({ id, outcome, trouble }) => exchange.action(id, outcome, trouble?.code ?? null)),
    ...(actions.length === 0
      ? [exchange.counts(good, verdicts.length)]
      : [preview ? exchange.isPreview : exchange.afterSet]),
    ...moved.map(({ step, to }) => entra.moved(step, to)),
    ...(evidenceOf === null ? [] : [exchange.evidence(evidenceOf)]),
    ...(tooLarge ? [exchange.evidenceTooLarge] : []),
  ]
}
