/** step set | undo | practise */
import { stepStates } from '../../domain/checklist/step-record.ts'
import { appError } from '../../domain/app-error.ts'
import { err, ok } from '../../domain/result.ts'
import type { Command } from '../command.ts'

export const stepCommands: readonly Command[] = [
  {
    words: ['step', 'set'],
    usage: `NAME STEP ${stepStates.join('|')} [--note TEXT]`,
    summary: 'Moves a step of the checklist; its history is kept.',
    options: { note: { type: 'string' } },
    positionals: [3, 3],
    async run({ io, args, compose }) {
      const [name = '', step = '', word = ''] = args.positionals
      const state = stepStates.find((one) => one === word)
      if (state === undefined)
        return err(
          appError('bad-input', `“${word}” is not a state of a step.`, {
            field: 'STATE',
            next: `States: ${stepStates.join(', ')}.`,
          }),
        )
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const moved = composed.value.app.steps.set(setup.value.id, step, state, args.text('note') ?? null)
      if (!moved.ok) return moved
      io.out(args.flag('json') ? JSON.stringify({ step, state }) : `${step}: ${state}.`)
      return ok(0)
    },
  },
  {
    words: ['step', 'undo'],
    usage: 'NAME STEP',
    summary: 'Takes back the last move of a step, when a person made it; the history keeps both.',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose }) {
      const [name = '', step = ''] = args.positionals
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const setup = app.setups.byName(name)
      if (!setup.ok) return setup
      const undone = app.steps.undo(setup.value.id, step)
      if (!undone.ok) return undone
      const view = app.setups.get(setup.value.id)
      if (!view.ok) return view
      const state = view.value.checklist.steps.find((one) => one.id === step)?.state ?? 'todo'
      io.out(args.flag('json') ? JSON.stringify({ step, state }) : `${step}: back to ${state}.`)
      return ok(0)
    },
  },
  {
    words: ['step', 'practise'],
    usage: 'NAME (STEP | --all)',
    summary: 'Lets the practice administrator do steps in the practice tenant.',
    options: { all: { type: 'boolean' } },
    positionals: [1, 2],
    async run({ io, args, compose }) {
      const [name = '', only] = args.positionals
      if ((only === undefined) === !args.flag('all'))
        return err(appError('bad-input', 'Name one step, or say --all.', { field: 'STEP' }))
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const setup = app.setups.byName(name)
      if (!setup.ok) return setup
      const view = app.setups.get(setup.value.id)
      if (!view.ok) return view
      const steps =
        only === undefined
          ? view.value.checklist.steps
              .filter((step) => step.practice && step.state !== 'not-needed')
              .map((step) => step.id)
          : [only]
      for (const step of steps) {
        const done = await app.steps.practise(setup.value.id, step)
        if (!done.ok) return done
        io.err(`✓ ${step}`)
      }
      io.out(
        args.flag('json')
          ? JSON.stringify({ steps })
          : `${steps.length} ${steps.length === 1 ? 'step' : 'steps'} done.`,
      )
      return ok(0)
    },
  },
]
