import { describe, expect, test } from 'vitest'
import { outsideLink } from '../../../src/domain/link/outside-link.ts'
import { decideNavigation, mayFrame } from '../../../src/main/shell/page-guard.ts'
import { uiOrigin } from '../../../src/main/shell/scheme.ts'

describe('where the page may go', () => {
  test.each([
    // its own address, in the spellings a browser makes of it
    ['app://ui/index.html', 'allow'],
    ['app://ui/index.html?a=b', 'allow'],
    ['app://ui/assets/../index.html', 'allow'],
    ['app://ui/index.html#/setups', 'allow'],
    ['APP://ui/index.html', 'allow'],
    // its own files are no documents
    ['app://ui/', 'block'],
    ['app://ui/assets/index.js', 'block'],
    ['app://ui/missing', 'block'],
    // look-alikes of its own address
    ['app://ui.evil.example/index.html', 'block'],
    ['app://evil.example/index.html', 'block'],
    ['app://ui.evil.example/', 'block'],
    ['app://ui@evil.example/', 'block'],
    ['app://evil@ui/', 'block'],
    ['app://ui:443/', 'block'],
    ['app://other/', 'block'],
    ['app:ui/index.html', 'block'],
    ['apps://ui/', 'block'],
    ['https://ui/?next=app://ui/', 'open-outside'],
    // a link a person may mean; whether its host is known is asked afterwards
    ['https://entra.microsoft.com/', 'open-outside'],
    ['https://good.example@evil.example/', 'block'],
    ['https://user:secret@entra.microsoft.com/', 'block'],
    ['http://entra.microsoft.com/', 'block'],
    // what would start a program, read a file or run a script
    ['file:///C:/Windows/System32/calc.exe', 'block'],
    ['file://server/share/run.exe', 'block'],
    ['\\\\server\\share\\run.exe', 'block'],
    ['ms-settings:privacy', 'block'],
    ['ms-msdt:/id', 'block'],
    ['search-ms:query=x&crumb=location:\\\\evil.example\\share', 'block'],
    ['javascript:alert(1)', 'block'],
    [' javascript:alert(1)', 'block'],
    ['java\nscript:alert(1)', 'block'],
    ['data:text/html,<script>alert(1)</script>', 'block'],
    ['blob:app://ui/0b2f', 'block'],
    ['filesystem:app://ui/temporary/x', 'block'],
    ['about:blank', 'block'],
    ['chrome://settings', 'block'],
    ['devtools://devtools/bundled/inspector.html', 'block'],
    ['view-source:https://entra.microsoft.com/', 'block'],
    ['mailto:someone@example.com', 'block'],
    ['//evil.example/', 'block'],
    ['', 'block'],
    ['not an address', 'block'],
  ] as const)('%j is answered with %s', (url, decision) => {
    expect(decideNavigation(url, uiOrigin)).toBe(decision)
  })
})

describe('where a frame in the page may go', () => {
  const id = '00000000-0000-4000-8000-000000000001'
  test.each([
    [`app://report/${id}/newest`, true],
    [`app://report/${id}/newest?at=1`, true],
    [`app://report/${id}/${id}`, true],
    ['app://ui/index.html', false],
    ['app://report/', false],
    [`app://report/${id}/newest/x`, false],
    [`app://report/../ui/index.html`, false],
    [`app://report/${id}`, false],
    [`app://report.evil.example/${id}/newest`, false],
    [`app://evil@report/${id}/newest`, false],
    [`https://report/${id}/newest`, false],
    ['about:blank', false],
    ['data:text/html,x', false],
    [`blob:app://report/${id}`, false],
  ])('%s: %s', (url, may) => {
    expect(mayFrame(url, false)).toBe(may)
  })

  test('the page itself does not become a report', () => {
    expect(mayFrame(`app://report/${id}/newest`, true)).toBe(false)
    expect(decideNavigation(`app://report/${id}/newest`, uiOrigin)).toBe('block')
  })
})

describe('what is opened in the system browser', () => {
  const hosts = ['entra.microsoft.com', 'localhost:8443']

  test.each([
    'https://entra.microsoft.com/',
    'https://ENTRA.microsoft.com/#view/app?x=1',
    'https://entra.microsoft.com:443/',
    'https://localhost:8443/authorize?redirect_uri=http%3A%2F%2Flocalhost',
  ])('%s is', (url) => {
    expect(outsideLink(url, hosts)).toBeInstanceOf(URL)
  })

  test.each([
    'http://entra.microsoft.com/',
    'https://entra.microsoft.com.evil.example/',
    'https://entra.microsoft.com@evil.example/',
    'https://evil.example/entra.microsoft.com',
    'https://evil.example/?https://entra.microsoft.com/',
    'https://evil.example#@entra.microsoft.com',
    'https://evil.example\\@entra.microsoft.com',
    'https://user@entra.microsoft.com/',
    'https://:secret@entra.microsoft.com/',
    'https://entra.microsoft.com:8443/',
    'https://entra.microsoft.com./',
    'https://еntra.microsoft.com/',
    'https://localhost/',
    'https://localhost:84430/',
    'file:///etc/passwd',
    'file://entra.microsoft.com/share/run.exe',
    '\\\\entra.microsoft.com\\share',
    'ms-settings:privacy',
    'javascript:alert(1)//https://entra.microsoft.com/',
    'app://entra.microsoft.com/',
    '',
  ])('%s is not', (url) => {
    expect(outsideLink(url, hosts)).toBeNull()
  })

  test.each([
    null,
    undefined,
    7,
    {},
    ['https://entra.microsoft.com/'],
    new URL('https://entra.microsoft.com/'),
  ])('a value that is no text is not: %s', (value) => {
    expect(outsideLink(value, hosts)).toBeNull()
  })

  test('without a list nothing is', () => {
    expect(outsideLink('https://entra.microsoft.com/', [])).toBeNull()
  })
})
