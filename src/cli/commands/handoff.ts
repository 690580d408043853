/** handoff, accept: work that goes to another role, and comes back. */
import path from 'node:path'
import { handoffRoles } from '../../domain/step/handoff-roles.ts'
import { err, ok } from '../../domain/result.ts'
import { oneOf, type Command } from '../frame/command.ts'
import { readPlan } from '../frame/plan-file.ts'

export const handoffCommands: readonly Command[] = [
  {
    words: ['handoff'],
    usage: `NAME --out DIR|--zip FILE [--role ${handoffRoles.join('|')}] [--plan FILE] [--leftovers]`,
    options: {
      out: { type: 'string' },
      zip: { type: 'string' },
      role: { type: 'string' },
      plan: { type: 'string' },
      leftovers: { type: 'boolean' },
    },
    positionals: [1, 1],
    async run({ io, args, compose }) {
      const role = oneOf(args, 'role', handoffRoles)
      if (!role.ok) return role
      const out = args.text('out')
      const zip = args.text('zip')
      if ((out === undefined) === (zip === undefined))
        return err({ code: 'one-of-options-missing', options: ['--out DIR', '--zip FILE'], field: '--out' })
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const { handoffs } = composed.value.app
      const file = args.text('plan')
      const plan = file === undefined ? ok(null) : await readPlan(composed.value.ports.files, file)
      if (!plan.ok) return plan
      const work = { entra: plan.value, leftovers: args.flag('leftovers') }
      const written = await (zip === undefined
        ? handoffs.write(setup.value.id, role.value, path.resolve(out ?? '.'), work)
        : handoffs.writeZip(setup.value.id, role.value, path.resolve(zip), work))
      if (!written.ok) return written
      const { pages } = written.value
      io.out(args.flag('json') ? JSON.stringify({ pages }) : pages.map((page) => page.path).join('\n'))
      return ok(0)
    },
  },
  {
    words: ['accept'],
    usage: 'NAME RESULT.json',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const said = words.cli.handoff
      const [name = '', file = ''] = args.positionals
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const accepted = await composed.value.app.handoffs.accept(setup.value.id, path.resolve(file))
      if (!accepted.ok) return accepted
      const { who, ids, steps } = accepted.value
      if (args.flag('json')) io.out(JSON.stringify(accepted.value))
      else if (steps.length === 0 && ids.length === 0) io.out(said.nothingNew)
      else {
        for (const id of ids) io.out(said.filled(id))
        for (const { step, from, to } of steps) io.out(said.moved(step, from, to, who))
      }
      return ok(0)
    },
  },
]
