import { describe, expect, test } from 'vitest'
import type { CallName } from '../../../src/contract/calls.schema.ts'
import { callNames } from '../../../src/contract/names.ts'
import {
  createPublisher,
  registerCalls,
  type CallEvent,
  type Handlers,
} from '../../../src/main/ipc/register.ts'
import { said } from '../../fakes/said.ts'
import { StoreFailure } from '../../../src/main/services/surroundings/store-failure.port.ts'

type Listener = (event: CallEvent, ...raw: readonly unknown[]) => Promise<unknown>
const windowId = 7
const ownFrame = { url: 'app://ui/index.html#/setups', origin: 'app://ui', parent: null }
const ownPage: CallEvent = { sender: { id: windowId }, senderFrame: ownFrame }

/** Main with handlers that answer `answer` whatever they are asked, and a record of what reached them. */
function mainThat(answer: (input: unknown) => unknown) {
  const channels = new Map<string, Listener>()
  const reached: unknown[] = []
  const unexpected: string[] = []
  const handler = async (input: unknown) => {
    reached.push(input)
    return answer(input)
  }
  const handlers = Object.fromEntries(callNames.map((name) => [name, handler])) as unknown as Handlers
  registerCalls({
    ipc: { handle: (channel, listener) => void channels.set(channel, listener) },
    handlers,
    self: { protocol: 'app:', host: 'ui' },
    ownWindow: () => windowId,
    unexpected: (call, what) => unexpected.push(`${call}: ${what}`),
  })
  const ask = (name: CallName, event: CallEvent, ...raw: unknown[]) =>
    (channels.get(name) as Listener)(event, ...raw)
  return { channels, reached, unexpected, ask }
}

const themeAnswer = () => ({ ok: true, value: { theme: 'dark' } })

test('every call of the contract is answered, and no other channel exists', () => {
  expect([...mainThat(themeAnswer).channels.keys()].sort()).toEqual([...callNames].sort())
})

test('the page’s own window is answered', async () => {
  expect(await mainThat(themeAnswer).ask('app.theme', ownPage, null)).toEqual({
    ok: true,
    value: { theme: 'dark' },
  })
})

describe('a stranger gets nothing, whatever it asks', () => {
  const foreign: Record<string, CallEvent> = {
    'a frame that is gone': { sender: { id: windowId }, senderFrame: null },
    'a frame inside our page': { sender: { id: windowId }, senderFrame: { ...ownFrame, parent: ownFrame } },
    'another window of the program': { sender: { id: windowId + 1 }, senderFrame: ownFrame },
    'our window after it went to a web page': {
      sender: { id: windowId },
      senderFrame: { url: 'https://evil.example/', origin: 'https://evil.example', parent: null },
    },
    'a host that looks like ours': {
      sender: { id: windowId },
      senderFrame: { url: 'app://ui.evil/', origin: 'app://ui.evil', parent: null },
    },
    'an address that contains ours': {
      sender: { id: windowId },
      senderFrame: { url: 'https://evil.example/?app://ui/', origin: 'https://evil.example', parent: null },
    },
    'our address with a foreign origin (sandboxed frame)': {
      sender: { id: windowId },
      senderFrame: { ...ownFrame, origin: 'null' },
    },
    'our origin at a foreign address (about:blank inherits it)': {
      sender: { id: windowId },
      senderFrame: { ...ownFrame, url: 'about:blank' },
    },
    'a file': {
      sender: { id: windowId },
      senderFrame: { url: 'file:///C:/ui/index.html', origin: 'file://', parent: null },
    },
    'no address at all': { sender: { id: windowId }, senderFrame: { url: '', origin: '', parent: null } },
    'a frame that goes away while it is looked at': {
      sender: { id: windowId },
      get senderFrame(): never {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
    },
  }

  test.each(Object.entries(foreign))('%s', async (_who, event) => {
    const main = mainThat(themeAnswer)
    expect(await main.ask('app.theme', event, null)).toMatchObject({
      ok: false,
      error: { code: 'call-forbidden' },
    })
    expect(main.reached).toEqual([])
    expect(main.unexpected).toEqual(['app.theme: foreign-sender'])
  })

  test('while there is no window, nobody is at home', async () => {
    const channels = new Map<string, Listener>()
    registerCalls({
      ipc: { handle: (channel, listener) => void channels.set(channel, listener) },
      handlers: {} as Handlers,
      self: { protocol: 'app:', host: 'ui' },
      ownWindow: () => null,
      unexpected: () => undefined,
    })
    expect(await channels.get('app.status')?.(ownPage, null)).toMatchObject({
      ok: false,
      error: { code: 'call-forbidden' },
    })
  })
})

describe('what the page sends is not believed', () => {
  test.each([
    ['a theme that does not exist', { theme: 'pink' }],
    ['a field too many', { theme: 'dark', admin: true }],
    ['nothing', undefined],
    ['a text', 'dark'],
    ['a list', [{ theme: 'dark' }]],
    [
      'a polluted object',
      JSON.parse('{"theme":"dark","__proto__":{"admin":true},"constructor":1}') as unknown,
    ],
  ])('%s', async (_what, raw) => {
    const main = mainThat(() => ({ ok: true, value: null }))
    expect(await main.ask('app.setTheme', ownPage, raw)).toMatchObject({
      ok: false,
      error: { code: 'call-misfit' },
    })
    expect(main.reached).toEqual([])
  })

  test('a second argument that no call has', async () => {
    const main = mainThat(() => ({ ok: true, value: null }))
    expect(await main.ask('app.setTheme', ownPage, { theme: 'dark' }, 'and this')).toMatchObject({
      ok: false,
      error: { code: 'call-misfit' },
    })
    expect(main.reached).toEqual([])
  })

  test('the field that is wrong is named', async () => {
    const answer = await mainThat(themeAnswer).ask('mailbox.setRecipient', ownPage, {
      setup: 'not an id',
      address: 'a@b.example',
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'call-misfit', field: 'setup' } })
  })
})

describe('what can be thousands of records crosses as text', () => {
  const setup = '0f0e0d0c-0000-4000-8000-000000000001'
  const row = { address: 'a@b.example', kind: 'user', displayName: null, signInAs: 'a@b.example' }

  test('a list of mailboxes is taken in from its JSON', async () => {
    const main = mainThat(() => ({ ok: true, value: { added: 1, updated: 0 } }))
    const answer = await main.ask('mailbox.import', ownPage, JSON.stringify({ setup, rows: [row] }))
    expect(answer).toEqual({ ok: true, value: { added: 1, updated: 0 } })
    expect(main.reached).toEqual([{ setup, rows: [row] }])
  })

  test.each([
    ['no JSON', '{"setup":'],
    ['JSON of something else', '[]'],
    ['an object', { setup, rows: [row] }],
    ['a field too many', JSON.stringify({ setup, rows: [row], admin: true })],
    ['nothing', undefined],
  ])('%s is not', async (_what, raw) => {
    const main = mainThat(() => ({ ok: true, value: { added: 0, updated: 0 } }))
    expect(await main.ask('mailbox.import', ownPage, raw)).toMatchObject({
      ok: false,
      error: { code: 'call-misfit' },
    })
    expect(main.reached).toEqual([])
  })

  test('an answer is the JSON of what the contract allows, and a token does not ride along', async () => {
    const queue = { setupId: setup, state: 'idle', items: [] }
    expect(await mainThat(() => ({ ok: true, value: queue })).ask('auth.get', ownPage, { setup })).toEqual({
      ok: true,
      value: JSON.stringify(queue),
    })
    const main = mainThat(() => ({ ok: true, value: { ...queue, refreshToken: 'canary' } }))
    const answer = await main.ask('auth.get', ownPage, { setup })
    expect(answer).toMatchObject({ ok: false, error: { code: 'inside-failed' } })
    expect(JSON.stringify(answer)).not.toContain('canary')
  })

  test('an event of thousands does as well', () => {
    const sent: unknown[] = []
    const queue = { setupId: setup, state: 'running' as const, items: [] }
    createPublisher((channel, payload) => sent.push([channel, payload]))('auth.progress', queue)
    expect(sent).toEqual([['auth.progress', JSON.stringify(queue)]])
  })
})

describe('what main answers is looked at too', () => {
  test('a token that rides along with an answer does not leave', async () => {
    const main = mainThat(() => ({ ok: true, value: { theme: 'dark', refreshToken: 'canary' } }))
    const answer = await main.ask('app.theme', ownPage, null)
    expect(answer).toMatchObject({ ok: false, error: { code: 'inside-failed' } })
    expect(JSON.stringify(answer)).not.toContain('canary')
    expect(main.unexpected).toEqual(['app.theme: reply-misfit'])
  })

  test('a bug in main reaches the page as a sentence, not as its stack', async () => {
    const main = mainThat(() => {
      throw new Error('canary at line 3')
    })
    const answer = await main.ask('app.theme', ownPage, null)
    expect(answer).toMatchObject({ ok: false, error: { code: 'inside-failed' } })
    expect(JSON.stringify(answer)).not.toContain('canary')
    expect(main.unexpected).toEqual(['app.theme: handler-threw'])
  })

  test('a full disk reaches the page as what it is, with the next step', async () => {
    const full = said('disk', 'The disk is full.', { next: 'Make room on it.' })
    const main = mainThat(() => {
      throw new StoreFailure(full)
    })
    expect(await main.ask('app.theme', ownPage, null)).toEqual({ ok: false, error: full })
    expect(main.unexpected).toEqual([])
  })

  test('an expected failure arrives as it is', async () => {
    const error = { code: 'not-found', what: 'There is no such setup.' }
    expect(await mainThat(() => ({ ok: false, error })).ask('app.theme', ownPage, null)).toEqual({
      ok: false,
      error,
    })
  })
})

describe('what main tells the page', () => {
  test('an event of the contract is sent', () => {
    const sent: unknown[] = []
    createPublisher((channel, payload) => sent.push([channel, payload]))('app.notice', {
      level: 'info',
      notice: { code: 'runs-interrupted', count: 1 },
    })
    expect(sent).toEqual([['app.notice', { level: 'info', notice: { code: 'runs-interrupted', count: 1 } }]])
  })

  test('a payload with a field too many is a bug and is not sent', () => {
    const sent: unknown[] = []
    const publish = createPublisher((channel, payload) => sent.push([channel, payload]))
    const notice = {
      level: 'info' as const,
      notice: { code: 'window-reloaded' as const },
      token: 'canary',
    }
    expect(() => publish('app.notice', notice)).toThrow()
    expect(sent).toEqual([])
  })
})
