/** Plays a page that somebody took over, and tries to get out of it: the settings of SECURITY.md against the built app. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callNames, eventNames } from '../../src/contract/names.ts'
import { answerConfirmations, expect, keepOpenedLinks, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

const stillOurs = `document.getElementById('root') !== null && typeof window.desktop === 'object'`

test.describe('in normal use', () => {
  test('the page breaks no rule of its own policy', async ({ page, complaints }) => {
    await openPracticeSetup(page, { mailboxes: 1 })
    await page.reload()
    const navigation = page.getByRole('navigation').first()
    await expect(navigation).toBeVisible()
    const places = await navigation.getByRole('button').all()
    expect(places.length).toBeGreaterThan(3)
    for (const place of places) {
      await place.click()
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    }
    await navigation.getByRole('button', { name: 'Contoso · EAP' }).click()
    const tabs = await page.getByRole('tab').all()
    expect(tabs).toHaveLength(8)
    for (const tab of tabs) {
      await tab.click()
      await expect(tab).toHaveAttribute('aria-selected', 'true')
    }
    expect(complaints.violations).toEqual([])
  })

  test('the page gets exactly the calls and events of the contract, frozen', async ({ page }) => {
    const shape = await page.evaluate(`({
      keys: Object.keys(desktop).sort(),
      calls: Object.keys(desktop.call).sort(),
      events: Object.keys(desktop.on).sort(),
      frozen: Object.isFrozen(desktop) && Object.isFrozen(desktop.call) && Object.isFrozen(desktop.on),
      replaced: (() => { try { 'use strict'; window.desktop = {}; } catch {} return Object.keys(window.desktop).length === 0 })(),
    })`)
    expect(shape).toEqual({
      keys: ['call', 'on'],
      calls: [...callNames].sort(),
      events: [...eventNames].sort(),
      frozen: true,
      replaced: false,
    })
  })

  test('names from outside are shown as text, whatever they look like', async ({ page }) => {
    const hostile = `<img src=x onerror="window.taken=1"><script>window.taken=2</script>{{7*7}}`
    const created = await page.evaluate(
      ([name]) =>
        desktop.call['setup.create']({
          recipe: 'eap',
          name: name as string,
          answers: {},
          where: { kind: 'practice', mailboxes: 1, prepared: false, faults: [] },
        }),
      [hostile.slice(0, 80)],
    )
    expect(created).toMatchObject({ ok: true })
    await expect(page.getByText(hostile.slice(0, 30)).first()).toBeVisible()
    expect(await page.evaluate('window.taken')).toBeUndefined()
  })
})

test.describe('a page that was taken over', () => {
  test.use({ provokes: true })

  const ways: Readonly<Record<string, string>> = {
    'by address': `location.href = 'https://evil.example/'`,
    'by replacing it': `location.replace('https://evil.example/')`,
    'by a link': `(() => { const a = document.createElement('a'); a.href = 'https://evil.example/'; document.body.append(a); a.click() })()`,
    'by a link in a window of its own': `(() => { const a = document.createElement('a'); a.href = 'https://evil.example/'; a.target = '_blank'; document.body.append(a); a.click() })()`,
    'by a form': `(() => { const f = document.createElement('form'); f.action = 'https://evil.example/'; f.method = 'post'; document.body.append(f); f.submit() })()`,
    'by a refresh': `(() => { const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0; url=https://evil.example/'; document.head.append(m) })()`,
    'by a base address': `(() => { const b = document.createElement('base'); b.href = 'https://evil.example/'; document.head.append(b); const a = document.createElement('a'); a.href = 'x'; document.body.append(a); a.click() })()`,
    'to a file': `location.href = 'file:///etc/passwd'`,
    'to a script': `location.href = 'javascript:void(window.taken = true)'`,
    'to a document of its own making': `location.href = 'data:text/html,<script>1</script>'`,
    'to a blob': `location.href = URL.createObjectURL(new Blob(['<h1>not ours</h1>'], { type: 'text/html' }))`,
    'to a program of the system': `location.href = 'ms-settings:privacy'`,
  }
  test('cannot leave, whichever way it tries', async ({ page, electronApp }) => {
    const opened = await keepOpenedLinks(electronApp)
    for (const [how, attempt] of Object.entries(ways))
      await test.step(how, async () => {
        // Loaded anew, so that no way finds what another left behind.
        await page.reload()
        const before = page.url()
        await page.evaluate(attempt).catch(() => undefined)
        // A call that comes back shows that page and main are still the same two.
        await expect
          .poll(() =>
            page.evaluate(`desktop.call['app.theme'](null).then((reply) => reply.ok)`).catch(() => false),
          )
          .toBe(true)
        expect(new URL(page.url()).origin + new URL(page.url()).pathname).toBe(
          new URL(before).origin + new URL(before).pathname,
        )
        expect(await page.evaluate(stillOurs)).toBe(true)
        expect(await page.evaluate('window.taken')).toBeUndefined()
        expect(electronApp.windows()).toHaveLength(1)
        expect(await opened()).toEqual([])
      })
  })

  test('reaches no server, not even one on this computer', async ({ page }) => {
    const heard: string[] = []
    const server: Server = createServer((request, answer) => {
      heard.push(request.url ?? '')
      answer.setHeader('Access-Control-Allow-Origin', '*').end('heard')
    })
    server.on('upgrade', (request, socket) => {
      heard.push(request.url ?? '')
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
      const outcome = await page.evaluate(`(async () => {
        const at = 'http://${address}'
        const settled = (promise) => promise.then(() => 'through', () => 'refused')
        const element = (tag, fields) => new Promise((resolve) => {
          const made = Object.assign(document.createElement(tag), { onload: () => resolve('through'), onerror: () => resolve('refused') })
          try { Object.assign(made, fields) } catch { resolve('refused') }
          document.body.append(made)
        })
        const attempt = (action) => { try { return action() } catch { return 'refused' } }
        return {
          fetch: await settled(fetch(at + '/fetch')),
          noCors: await settled(fetch(at + '/no-cors', { mode: 'no-cors' })),
          xhr: await new Promise((resolve) => { const x = new XMLHttpRequest(); x.onload = () => resolve('through'); x.onerror = () => resolve('refused'); x.open('GET', at + '/xhr'); x.send() }),
          webSocket: await new Promise((resolve) => { const s = new WebSocket('ws://${address}/socket'); s.onopen = () => resolve('through'); s.onerror = () => resolve('refused') }),
          events: await new Promise((resolve) => { const s = new EventSource(at + '/events'); s.onopen = () => resolve('through'); s.onerror = () => { s.close(); resolve('refused') } }),
          image: await element('img', { src: at + '/image' }),
          style: await element('link', { rel: 'stylesheet', href: at + '/style' }),
          script: await element('script', { src: at + '/script' }),
          module: await settled(import(at + '/module').catch((error) => Promise.reject(error))),
          worker: attempt(() => { new Worker(at + '/worker'); return 'through' }),
          beacon: attempt(() => { navigator.sendBeacon(at + '/beacon'); return 'sent or refused' }),
        }
      })()`)
      expect(outcome).toEqual({
        fetch: 'refused',
        noCors: 'refused',
        xhr: 'refused',
        webSocket: 'refused',
        events: 'refused',
        image: 'refused',
        style: 'refused',
        script: 'refused',
        module: 'refused',
        worker: 'refused',
        beacon: 'sent or refused',
      })
      expect(heard).toEqual([])
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  const links = [
    'https://evil.example/',
    'https://entra.microsoft.com.evil.example/',
    'https://entra.microsoft.com@evil.example/',
    'http://entra.microsoft.com/',
    'file:///C:/Windows/System32/calc.exe',
    '\\\\server\\share\\run.exe',
    'ms-settings:privacy',
    'javascript:alert(1)',
  ]
  test('cannot remove a setup that a person does not want removed', async ({ page, electronApp }) => {
    const asked = await answerConfirmations(electronApp, false)
    const outcome = await page.evaluate(async () => {
      const created = await desktop.call['setup.create']({
        recipe: 'eap',
        name: 'Contoso',
        answers: {},
        where: { kind: 'practice', mailboxes: 1, prepared: false, faults: [] },
      })
      if (!created.ok) return created
      const removed = await desktop.call['setup.remove']({ setup: created.value.id })
      const left = await desktop.call['setup.list'](null)
      return { removed, left: left.ok ? left.value.cards.map(({ name }) => name) : [] }
    })
    expect(outcome).toEqual({ removed: { ok: true, value: { removed: false } }, left: ['Contoso'] })
    expect(await asked()).toEqual([expect.stringContaining('Contoso')])
  })

  test('has nothing but the calls it was given, whatever else it reaches for', async ({
    page,
    electronApp,
  }) => {
    const attempt = (what: string, made: () => Promise<void>) =>
      test.step(what, async () => {
        // Loaded anew, so that nothing finds what another attempt left behind.
        await page.reload()
        await made()
      })
    await attempt('finds no Node and no Electron', async () => {
      const found = await page.evaluate(
        `['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron', 'electronAPI', 'chrome.runtime', '__hostSend'].filter((name) => name in window)`,
      )
      expect(found).toEqual([])
    })

    await attempt('opens no window', async () => {
      const opened = await keepOpenedLinks(electronApp)
      for (const url of [
        'https://evil.example/',
        'about:blank',
        'app://ui/index.html',
        'file:///etc/passwd',
        'javascript:1',
      ])
        expect(
          await page.evaluate(
            `(() => { try { return window.open(${JSON.stringify(url)}) === null } catch { return true } })()`,
          ),
        ).toBe(true)
      await page.evaluate(`desktop.call['app.theme'](null)`)
      expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
      expect(await opened()).toEqual([])
    })

    await attempt('runs no script but the app’s own files', async () => {
      const outcome = await page.evaluate(`(async () => {
        const attempt = (action) => { try { action(); return 'allowed' } catch (error) { return error.name } }
        const inline = document.createElement('script')
        const text = attempt(() => { inline.textContent = 'window.taken = "inline"' })
        document.body.append(inline)
        const handler = document.createElement('button')
        attempt(() => handler.setAttribute('onclick', 'window.taken = "handler"'))
        document.body.append(handler)
        handler.click()
        const timer = attempt(() => setTimeout('window.taken = "timer"'))
        const markup = attempt(() => { document.createElement('div').innerHTML = '<img src=x onerror="window.taken = 1">' })
        const frame = attempt(() => { document.createElement('iframe').srcdoc = '<script>parent.taken = 1</script>' })
        const written = attempt(() => document.write('<script>window.taken = "written"</script>'))
        await new Promise((resolve) => setTimeout(resolve))
        return { text, timer, markup, frame, written, taken: window.taken }
      })()`)
      expect(outcome).toEqual({
        text: 'TypeError',
        timer: expect.stringMatching(/Error/) as unknown,
        markup: 'TypeError',
        frame: 'TypeError',
        written: 'TypeError',
      })
    })

    await attempt('applies no style that does not carry this load’s nonce', async () => {
      const applied = await page.evaluate(`(() => {
        const style = document.createElement('style')
        style.textContent = 'body { --taken: yes }'
        document.head.append(style)
        return getComputedStyle(document.body).getPropertyValue('--taken')
      })()`)
      expect(applied).toBe('')
    })

    await attempt('gets nothing into a frame: no preload there, and no answer', async () => {
      const inside = await page.evaluate(`(async () => {
        const results = {}
        for (const src of ['about:blank', 'index.html', 'https://evil.example/', 'data:text/html,x']) {
          const frame = document.createElement('iframe')
          const done = new Promise((resolve) => { frame.onload = resolve; frame.onerror = resolve; setTimeout(resolve, 300) })
          frame.src = src
          document.body.append(frame)
          await done
          try { results[src] = typeof frame.contentWindow.desktop } catch (error) { results[src] = error.name }
        }
        return results
      })()`)
      expect(
        Object.values(inside as Record<string, string>).every(
          (found) => found === 'undefined' || found === 'SecurityError',
        ),
      ).toBe(true)
    })

    await attempt('is granted no permission but to copy', async () => {
      const states = await page.evaluate(`(async () => {
        const settled = (promise) => promise.then(() => 'granted', (error) => error.name)
        const devices = navigator.mediaDevices
        return {
          notifications: await Notification.requestPermission(),
          geolocation: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied'))),
          camera: await settled(devices.getUserMedia({ video: true })),
          microphone: await settled(devices.getUserMedia({ audio: true })),
          clipboard: await settled(navigator.clipboard.readText()),
        }
      })()`)
      expect(Object.values(states as Record<string, string>)).not.toContain('granted')
    })

    await attempt('cannot talk main into opening something outside', async () => {
      const opened = await keepOpenedLinks(electronApp)
      for (const url of links) {
        const reply = await page.evaluate((link) => desktop.call['app.openLink']({ url: link }), url)
        expect(reply, url).toMatchObject({ ok: false, error: { code: 'link-not-allowed' } })
      }
      expect(await opened()).toEqual([])
      expect(
        await page.evaluate(() => desktop.call['app.openLink']({ url: 'https://entra.microsoft.com/' })),
      ).toMatchObject({ ok: true })
      expect(await opened()).toEqual(['https://entra.microsoft.com/'])
    })

    await attempt('sends nothing that main believes without looking', async () => {
      const codes = await page.evaluate(async () => {
        const setTheme = desktop.call['app.setTheme'] as (
          input: unknown,
        ) => ReturnType<(typeof desktop.call)['app.setTheme']>
        const inputs = [
          undefined,
          7,
          'text',
          [],
          { theme: 'pink' },
          { theme: 'dark', more: 1 },
          { theme: { toString: 'dark' } },
          new Map([['theme', 'dark']]),
        ]
        return Promise.all(
          inputs.map((input) => setTheme(input).then((reply) => (reply.ok ? 'taken' : reply.error.code))),
        )
      })
      expect(new Set(codes)).toEqual(new Set(['call-misfit']))
    })
  })
})

test('another window with the same preload gets no answer', async ({ page, electronApp }) => {
  expect(await page.evaluate(`desktop.call['app.theme'](null)`)).toMatchObject({ ok: true })
  const second = electronApp.waitForEvent('window')
  await electronApp.evaluate(async ({ BrowserWindow }, preload) => {
    const own = BrowserWindow.getAllWindows()[0]
    if (own === undefined) throw new Error('no window')
    const other = new BrowserWindow({
      webPreferences: { preload, sandbox: true, contextIsolation: true, session: own.webContents.session },
    })
    await other.loadURL('app://ui/index.html')
  }, `${process.cwd()}/out/preload/index.cjs`)
  const stranger = await second
  await stranger.waitForURL(/index\.html/)
  expect(await stranger.evaluate(`desktop.call['app.theme'](null)`)).toMatchObject({
    ok: false,
    error: { code: 'call-forbidden' },
  })
  await stranger.close()
  expect(await page.evaluate(`desktop.call['app.theme'](null)`)).toMatchObject({ ok: true })
})
