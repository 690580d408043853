import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, createUiHandler, noncePlaceholder } from '../../../src/main/shell/scheme.ts'

const secret = 'C:/Users/admin/vault/key'

/** A page of three files beside a secret that is on the disk but not in the build's list. */
function page() {
  const disk = new Map([
    ['index.html', `<meta property="csp-nonce" nonce="${noncePlaceholder}">`],
    ['assets/index-1.js', 'start()'],
    ['assets/style.css', 'body {}'],
    [secret, 'secret'],
  ])
  const read: string[] = []
  let loads = 0
  const handle = createUiHandler({
    files: ['index.html', 'assets/index-1.js', 'assets/style.css'],
    read: async (file) => {
      read.push(file)
      return new TextEncoder().encode(disk.get(file) ?? 'not there')
    },
    newNonce: () => `nonce-${(loads += 1)}`,
  })
  return { read, get: (url: string, method = 'GET') => handle(new Request(url, { method })) }
}

describe('the page’s own address', () => {
  test('serves a file of the build with its type', async () => {
    const { get } = page()
    const script = await get('app://ui/assets/index-1.js')
    expect(script.status).toBe(200)
    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(await script.text()).toBe('start()')
  })

  test('the start page carries the nonce of its own policy, another one at each load', async () => {
    const { get } = page()
    const nonces = []
    for (const url of ['app://ui/', 'app://ui/index.html']) {
      const answer = await get(url)
      const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1]
      expect(answer.headers.get('Content-Security-Policy')).toContain(`'nonce-${nonce}'`)
      nonces.push(nonce)
    }
    expect(new Set(nonces).size).toBe(2)
  })

  test.each([
    'app://ui/../key',
    'app://ui/..%2f..%2fkey',
    'app://ui/%2e%2e/key',
    'app://ui/..\\..\\key',
    'app://ui/assets',
    'app://ui/assets/',
    'app://ui//index.html',
    'app://ui/INDEX.HTML',
    'app://ui/index.html%00.js',
    'app://ui/index.html/',
    `app://ui/${secret}`,
    'app://ui/C:/Windows/win.ini',
    'app://ui/__proto__',
    'app://ui/constructor',
  ])('%s is not there, and nothing is read to find out', async (url) => {
    const { get, read } = page()
    expect((await get(url)).status).toBe(404)
    expect(read).toEqual([])
  })

  test.each([
    'app://evil/index.html',
    'app://ui.evil/index.html',
    'app://ui:80/index.html',
    'https://ui/index.html',
  ])('another host has nothing: %s', async (url) => {
    expect((await page().get(url)).status).toBe(404)
  })

  test.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s is refused', async (method) => {
    expect((await page().get('app://ui/index.html', method)).status).toBe(405)
  })

  test('a refusal carries the policy too', async () => {
    const { headers } = await page().get('app://ui/missing')
    expect(headers.get('Content-Security-Policy')).toContain(`default-src 'none'`)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  })
})

test('the policy allows nothing that is not written in the security list', () => {
  expect(contentSecurityPolicy('N')).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data:; font-src 'self'; connect-src 'none'; frame-src app://report; ` +
      `base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  )
})
