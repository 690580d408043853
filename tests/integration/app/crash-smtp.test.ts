/** kill -9 at any moment of a run over SMTP: the store opens, nothing acknowledged is lost, no message is sent twice. */
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
    const victim = { recipe: 'eap', answers: [], transport: 'smtp-delegated', fault: 'drop-reply' } as const
    await killAgainAndAgain(desk, victim, kills)
  },
  patience,
)

test(
  `an administrator’s PC loses power ${kills} times while an application sends for its mailboxes`,
  async () => {
    expect.hasAssertions()
    const answers = ['sign-in=application']
    const victim = {
      recipe: 'generic-smtp-oauth',
      answers,
      transport: 'smtp-app',
      fault: 'drop-reply',
    } as const
    await killAgainAndAgain(desk, victim, kills)
  },
  patience,
)
