/** What the page may load, where it may go, and what it may ask the system for. */
import { expect, test } from './conformance-app.ts'

const fetched = (address: string): string =>
  `fetch(${JSON.stringify(address)}).then((answer) => answer.status, () => 'failed')`

test('the headers of the protocol handler apply, the policy among them', async ({ host }) => {
  const outcome = await host.page.evaluate(`(async () => {
    const violations = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.inline = true'
    document.body.append(script)
    for (const nonce of ['wrong', 'right']) {
      const style = document.createElement('style')
      style.setAttribute('nonce', nonce)
      style.textContent = 'body { --' + nonce + ': yes }'
      document.head.append(style)
    }
    await new Promise((resolve) => setTimeout(resolve))
    const own = (await fetch('note.txt')).headers.get('X-Own')
    const styles = getComputedStyle(document.body)
    return { violations, own, inline: 'inline' in window, right: styles.getPropertyValue('--right'), wrong: styles.getPropertyValue('--wrong') }
  })()`)
  expect(outcome).toEqual({
    violations: ['script-src-elem', 'style-src-elem'],
    own: 'yes',
    inline: false,
    right: 'yes',
    wrong: '',
  })
})

test('eval is refused by the policy', async ({ host }) => {
  // Playwright evaluates past the policy; a timer with a text does not.
  const ran = await host.page.evaluate(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
    window.evaluated = () => resolve('ran')
    setTimeout('window.evaluated()')
  })`)
  expect(ran).toBe('script-src')
})

test('a file of the app is served, an unknown one and an unknown host are 404', async ({ host }) => {
  expect(await host.page.evaluate(fetched('note.txt'))).toBe(200)
  expect(await host.page.evaluate(fetched('missing.txt'))).toBe(404)
  await host.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]
      ?.loadURL('app://elsewhere/')
      .catch(() => undefined),
  )
  expect((await host.facts()).requests).toContainEqual(['app://elsewhere/', 'mainFrame'])
  // The page may still be on its way to the answer.
  const title = () => host.page.evaluate('document.title').catch(() => 'on its way')
  await expect.poll(title).not.toMatch(/Conformance|on its way/)
})

test('the request filter sees each request and can cancel it', async ({ host }) => {
  await host.app.evaluate(() => {
    answers.cancel = (url) => url.endsWith('/note.txt')
  })
  expect(await host.page.evaluate(fetched('note.txt'))).toBe('failed')
  const { requests } = await host.facts()
  expect(requests).toContainEqual(['app://ui/', 'mainFrame'])
  expect(requests).toContainEqual(['app://ui/page.js', 'script'])
  expect(requests).toContainEqual(['app://ui/note.txt', 'xhr'])
})

test('a navigation by the page can be cancelled, and the page stays', async ({ host }) => {
  const before = host.page.url()
  await host.page.evaluate(`location.href = 'https://example.invalid/away'`)
  await expect
    .poll(async () => (await host.facts()).navigations)
    .toEqual([
      ['will-frame-navigate', 'https://example.invalid/away', true],
      ['will-navigate', 'https://example.invalid/away'],
    ])
  expect(host.page.url()).toBe(before)
  expect(await host.page.evaluate('pageScriptRan')).toBe(true)
})

test('a link is a navigation, and loadURL is none', async ({ host }) => {
  await host.page.click('#out')
  await expect.poll(async () => (await host.facts()).navigations.length).toBe(2)
  await host.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('app://ui/other.html'),
  )
  await expect(host.page).toHaveTitle('Other')
  expect((await host.facts()).navigations).toHaveLength(2)
})

test('a navigation that is allowed arrives', async ({ host }) => {
  await host.app.evaluate(() => {
    answers.navigation = (url) => url === 'app://ui/other.html'
  })
  await host.page.evaluate(`location.href = 'other.html'`)
  await expect.poll(() => host.page.title()).toBe('Other')
  expect(
    await host.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
  ).toBe('app://ui/other.html')
})

test('a frame that navigates is asked about too', async ({ host }) => {
  await host.page.evaluate(`document.body.appendChild(document.createElement('iframe')).src = 'other.html'`)
  await expect
    .poll(async () => (await host.facts()).navigations)
    .toContainEqual(['will-frame-navigate', 'app://ui/other.html', false])
})

test('a document of another host of the scheme is framed where both policies allow it, with nothing of the page in it', async ({
  host,
}) => {
  const framed = async (src: string) =>
    host.page.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.setAttribute('sandbox', '')
      frame.setAttribute('src', ${JSON.stringify(src)})
      frame.onload = () => {
        let reached = 'nothing'
        try { reached = typeof frame.contentWindow.bridge } catch (error) { reached = error.name }
        resolve({ reached, src: frame.getAttribute('src'), taken: typeof window.taken })
      }
      document.body.append(frame)
    })`)
  expect(await framed('app://framed/ours')).toEqual({
    reached: 'SecurityError',
    src: 'app://framed/ours',
    taken: 'undefined',
  })
  const text = (at: number) => host.page.frameLocator('iframe').nth(at).locator('body').textContent()
  expect(await text(0)).toContain('framed')
  expect((await host.facts()).navigations).toContainEqual(['will-frame-navigate', 'app://framed/ours', false])
  await framed('app://framed/others')
  expect(await text(1)).not.toContain('framed')
  const refused = await host.page.evaluate(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
    const frame = document.createElement('iframe')
    frame.src = 'app://elsewhere/'
    document.body.append(frame)
  })`)
  expect(refused).toBe('frame-src')
})

test('window.open is put to the handler and answers null when it is denied', async ({ host }) => {
  expect(await host.page.evaluate(`window.open('https://example.invalid/popup') === null`)).toBe(true)
  await expect.poll(async () => (await host.facts()).opened).toEqual(['https://example.invalid/popup'])
  expect(await host.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a link with a target of its own is put to the same handler', async ({ host }) => {
  await host.page.click('#blank')
  await expect.poll(async () => (await host.facts()).opened).toEqual(['https://example.invalid/blank'])
  await expect.poll(() => host.app.windows().length).toBe(1)
})

test('permissions are put to the handler and refused ones stay refused', async ({ host }) => {
  const states = await host.page.evaluate(`(async () => {
    const geolocation = await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied')))
    const notifications = await Notification.requestPermission()
    return { geolocation, notifications }
  })()`)
  expect(states).toEqual({ geolocation: 'denied', notifications: 'denied' })
  expect((await host.facts()).permissions).toEqual(expect.arrayContaining(['geolocation', 'notifications']))
})

test('the theme that the app chooses is the theme of the page', async ({ host }) => {
  for (const theme of ['dark', 'light'] as const) {
    await host.app.evaluate(({ nativeTheme }, chosen) => {
      nativeTheme.themeSource = chosen
    }, theme)
    await expect
      .poll(() => host.page.evaluate(`matchMedia('(prefers-color-scheme: ${theme})').matches`))
      .toBe(true)
    expect(await host.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(
      theme === 'dark',
    )
  }
})

test('a page is printed to a PDF', async ({ host }) => {
  const start = await host.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const pdf = await window?.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
    return pdf?.subarray(0, 5).toString('latin1')
  })
  expect(start).toBe('%PDF-')
})
