/** A setup whose senders hold a group: the practice administrator's steps make it work, as they would in a real tenant. */
import { expect, test } from 'vitest'
import { YamlRecipeSource } from '../../../src/main/adapters/system/yaml-recipe-source.ts'
import { performAction } from '../../../src/main/adapters/practice/perform-action.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { assetsFolder } from '../adapters/practice-setup.ts'
import { practice, product, send, tokenOf } from './kit.ts'

test('a list that nobody signs in to sends through the person who has Send As on it', async () => {
  const p = await practice({ registrations: [product], prepared: true })
  await p.tenant.admin.setMailboxSmtpAuth(p.anna, null)
  const recipe = new YamlRecipeSource({ assetsFolder, userFolder: null, log: new MemoryLog() }).recipe('eap')
  if (recipe === null) throw new Error('the eap recipe is missing')
  const list = `invoices@${p.tenant.endpoints.tenantName}`
  const context = {
    recipe,
    values: {},
    answers: {},
    senders: [{ address: list, signInAs: p.anna }],
    calendars: [],
  }
  const perform = async (action: 'enable-smtp-auth' | 'grant-send-as') => {
    const done = await performAction(p.tenant.admin, action, context)
    if (!done.ok) throw new Error(done.error.code)
    return done.value.event
  }
  expect(await perform('enable-smtp-auth')).toMatchObject({ code: 'smtp-auth-on', count: 1 })
  expect(JSON.stringify(await perform('grant-send-as'))).toMatch(new RegExp(`${p.anna}.*${list}`))
  const sent = await send(p, { user: p.anna, token: await tokenOf(p, p.anna), from: list })
  expect(sent.ok).toBe(true)
  const [message] = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
  expect(message).toMatchObject({ from: list, authenticatedAs: p.anna })
})
