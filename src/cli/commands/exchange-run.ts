/** exchange run | undo: the scripts with the PowerShell of this PC, and the plan that puts a change back. */
import path from 'node:path'
import type { Acted } from '../../domain/exchange/result.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Wish } from '../../main/services/exchange/exchange-runs.ts'
import type { App } from '../../main/wiring/app.ts'
import {
  openSetup,
  missingOption,
  type Arguments,
  type Command,
  type Context,
  type ExitCode,
} from '../frame/command.ts'
import { errorLine, untilDone } from '../frame/io.ts'
import { howToLines, isGood, takenJson, takenLines } from './exchange.ts'
import { agreeOptions, agreeUsage, agreedTo } from '../frame/agreement.ts'
import {
  scriptSignIn,
  scriptSignInHere,
  scriptSignInOptions,
  scriptSignInUsage,
} from '../frame/script-sign-in.ts'

const errands = ['read', 'preview', 'set', 'undo', 'finish'] as const

export const exchangeRunCommands: readonly Command[] = [
  {
    words: ['exchange', 'run'],
    usage: `NAME [--read | --preview | --set | --undo [--change PLAN-ID] | --finish] ${scriptSignInUsage} ${agreeUsage}`,
    options: {
      ...scriptSignInOptions,
      ...agreeOptions,
      ...Object.fromEntries(errands.map((errand) => [errand, { type: 'boolean' as const }])),
      change: { type: 'string' },
    },
    positionals: [1, 1],
    async run(context) {
      const { io, args, words } = context
      const chosen = errands.filter((errand) => args.flag(errand))
      if (chosen.length > 1)
        return err({ code: 'one-of-options-missing', options: errands.map((one) => `--${one}`) })
      const signIn = scriptSignInHere(args)
      if (!signIn.ok) return signIn
      const opened = await openSetup(context)
      if (!opened.ok) return opened
      const { app, setup } = opened.value
      const wish = await wishOf(app, setup.id, chosen[0] ?? 'read', args)
      if (!wish.ok) return wish
      const prepared = await app.exchangeRuns.prepare(setup.id, wish.value, signIn.value)
      if (!prepared.ok) return ended(context, prepared.error)
      const { exchange } = words
      const { actions, tenant, errand } = prepared.value
      if (errand === 'set' || errand === 'undo' || errand === 'finish') {
        io.err(errand === 'finish' ? exchange.finishing(tenant) : exchange.about(tenant, actions.length))
        for (const [index, action] of actions.entries())
          io.err(`${String(index + 1).padStart(2)}. ${exchange.sayAction(action)}`)
        const agreed = await agreedTo(context, setup, tenant)
        if (!agreed.ok) return agreed
      }
      io.err(exchange.errands[errand])
      const said = new Map(actions.map((action) => [action.id, exchange.sayAction(action)]))
      const started = await app.exchangeRuns.start(prepared.value, (step) => {
        const line = exchange.sayStep(step, (id) => said.get(id) ?? id)
        if (line !== null) io.err(line)
      })
      if (!started.ok) return ended(context, started.error)
      const stop = () => {
        io.err(exchange.stopping)
        void app.exchangeRuns.stop(setup.id)
      }
      const taken = await untilDone(io.interrupted, stop, started.value.finished)
      if (!taken.ok) return ended(context, taken.error)
      if (args.flag('json')) io.out(JSON.stringify(takenJson(taken.value, words)))
      else for (const line of takenLines(taken.value, words)) io.out(line)
      return ok(isGood(taken.value) ? 0 : 1)
    },
  },
  {
    words: ['exchange', 'undo'],
    usage: `NAME RESULT.json --out FILE ${scriptSignInUsage}`,
    options: { ...scriptSignInOptions, out: { type: 'string' } },
    positionals: [2, 2],
    async run({ io, args, compose, words, assetsFolder }) {
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const [, result = ''] = args.positionals
      const signIn = scriptSignIn(args)
      if (!signIn.ok) return signIn
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, ports, setup } = opened.value
      const planned = await app.exchange.undo(setup.id, path.resolve(result), signIn.value)
      if (!planned.ok) return planned
      const { plan, final } = planned.value
      for (const { id } of final) io.err(words.exchange.notUndone(id))
      if (plan === null) return err({ code: 'exchange-nothing-to-undo' })
      const file = path.resolve(out)
      const written = await ports.files.write(file, `${JSON.stringify(plan, null, 2)}\n`)
      if (!written.ok) return written
      io.err(words.exchange.planWritten(file))
      if (args.flag('json')) io.out(JSON.stringify({ plan, final: final.map(idOf) }))
      else
        for (const line of howToLines(words, {
          ...{ kind: 'set', assetsFolder, file, setup: setup.name },
          connect: plan.connect,
        }))
          io.out(line)
      return ok(0)
    },
  },
]

/** What this PC, or the account that signed in, cannot do: not a wrong use of the command. */
const machineCannot: readonly AppError['code'][] = [
  'powershell-missing',
  'powershell-not-started',
  'exchange-no-result',
  'exchange-result-refused',
]

function ended({ io, words }: Context, error: AppError): Result<ExitCode, AppError> {
  if (!machineCannot.includes(error.code)) return err(error)
  io.err(errorLine(words, error))
  return ok(3)
}

const idOf = ({ id }: Acted) => id

/** Without --change the newest change that is not put back yet and is not itself an undoing. */
async function wishOf(
  app: App,
  setupId: string,
  errand: (typeof errands)[number],
  args: Arguments,
): Promise<Result<Wish, AppError>> {
  if (errand !== 'undo') return ok({ errand })
  const named = args.text('change')
  if (named !== undefined) return ok({ errand, change: named })
  const known = await app.exchangeReadings.known(setupId)
  if (!known.ok) return known
  const newest = known.value.changes.find(({ undone, isUndo, undo }) => !undone && !isUndo && undo > 0)
  return newest === undefined
    ? err({ code: 'exchange-nothing-to-undo' })
    : ok({ errand, change: newest.planId })
}
