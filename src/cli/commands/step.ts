/** step show | set | undo | practise */
import { stepStates } from '../../domain/step/step-record.schema.ts'
import { err, ok } from '../../domain/result.ts'
import { en } from '../../words/en.ts'
import { sayStep, stepNote } from '../../words/say-step.ts'
import type { Command } from '../frame/command.ts'

export const stepCommands: readonly Command[] = [
  {
    words: ['step', 'show'],
    usage: 'NAME STEP',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const [name = '', id = ''] = args.positionals
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const setup = app.setups.byName(name)
      if (!setup.ok) return setup
      const view = app.setups.get(setup.value.id)
      if (!view.ok) return view
      const { steps } = view.value.checklist
      const step = steps.find((one) => one.id === id)
      if (step === undefined)
        return err({ code: 'step-unknown', step: id, known: steps.map((one) => one.id), field: 'STEP' })
      const first = steps.filter((one) => step.waitsFor.includes(one.id)).map(({ title }) => title)
      const last = step.history.at(-1)
      const noted = last === undefined ? null : stepNote(last, words.checklist.events)
      io.out(
        args.flag('json')
          ? // English whatever the language: programs read it
            JSON.stringify({ ...step, ...sayStep(en, step) })
          : words.cli.step.show({ ...step, ...sayStep(words, step), first, noted }),
      )
      return ok(0)
    },
  },
  {
    words: ['step', 'set'],
    usage: `NAME STEP ${stepStates.join('|')} [--note TEXT]`,
    options: { note: { type: 'string' } },
    positionals: [3, 3],
    async run({ io, args, compose, words }) {
      const [name = '', step = '', word = ''] = args.positionals
      const state = stepStates.find((one) => one === word)
      if (state === undefined)
        return err({ code: 'step-state-unknown', given: word, known: stepStates, field: 'STATE' })
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const moved = composed.value.app.steps.set(setup.value.id, step, state, args.text('note') ?? null)
      if (!moved.ok) return moved
      io.out(
        args.flag('json')
          ? JSON.stringify({ step, state })
          : words.cli.step.set(step, words.terms.states[state]),
      )
      return ok(0)
    },
  },
  {
    words: ['step', 'undo'],
    usage: 'NAME STEP',
    options: {},
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
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
      io.out(
        args.flag('json')
          ? JSON.stringify({ step, state })
          : words.cli.step.undone(step, words.terms.stateInSentence(state)),
      )
      return ok(0)
    },
  },
  {
    words: ['step', 'practise'],
    usage: 'NAME (STEP | --all)',
    options: { all: { type: 'boolean' } },
    positionals: [1, 2],
    async run({ io, args, compose, words }) {
      const [name = '', only] = args.positionals
      if ((only === undefined) === !args.flag('all'))
        return err({ code: 'one-of-options-missing', options: ['STEP', '--all'], field: 'STEP' })
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
      io.out(args.flag('json') ? JSON.stringify({ steps }) : words.cli.step.practised(steps.length))
      return ok(0)
    },
  },
]
