/** kill -9 at any moment of a run over Graph, which gives back no id: what may have left is looked for, not sent again. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Desk } from './cli.ts'
import { killAgainAndAgain, kills, patience } from './power-cuts.ts'

let desk: Desk
beforeEach(() => (desk = new Desk()))
afterEach(() => desk.close())

test(
  `an administrator’s PC loses power ${kills} times while mailboxes that signed in send`,
  async () => {
    expect.hasAssertions()
    const answers = ['sender=shared']
    const victim = {
      recipe: 'flexdeploy',
      answers,
      transport: 'graph-delegated',
      fault: 'graph-drop-reply',
    } as const
    await killAgainAndAgain(desk, victim, kills)
  },
  patience,
)

test(
  `an administrator’s PC loses power ${kills} times while an application sends for its mailboxes`,
  async () => {
    expect.hasAssertions()
    const victim = {
      recipe: 'finpower-connect',
      answers: [],
      transport: 'graph-app',
      fault: 'graph-drop-reply',
    } as const
    await killAgainAndAgain(desk, victim, kills)
  },
  patience,
)
