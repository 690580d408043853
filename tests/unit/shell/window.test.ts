import { describe, expect, test } from 'vitest'
import { afterCrash } from '../../../src/main/shell/crash.ts'
import { isGranted } from '../../../src/main/shell/page-guard.ts'
import { contextMenuTemplate } from '../../../src/main/shell/context-menu.ts'
import { menuTemplate } from '../../../src/main/shell/menu.ts'
import { openingPlace, parsePlace } from '../../../src/main/shell/window-bounds.ts'
import { en } from '../../../src/words/en.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const saved = { version: 1 as const, x: 100, y: 80, width: 1200, height: 800, maximized: false }

describe('where the window opens', () => {
  test('the first time at the usual size, placed by the system', () => {
    expect(openingPlace(null, [screen])).toMatchObject({
      bounds: { width: 1366, height: 768 },
      maximized: false,
    })
    expect(openingPlace(null, [screen]).bounds).not.toHaveProperty('x')
  })

  test('where it was closed', () => {
    expect(openingPlace(saved, [screen]).bounds).toEqual({ x: 100, y: 80, width: 1200, height: 800 })
  })

  test.each([
    ['on a second screen that is gone', { ...saved, x: 2500 }],
    ['above the screen, where its title bar cannot be gripped', { ...saved, y: -400 }],
    ['almost wholly to the left', { ...saved, x: -1190 }],
  ])('on the screen again, after it was closed %s', (_where, place) => {
    const { bounds } = openingPlace(place, [screen])
    expect(bounds).toEqual({ width: 1200, height: 800 })
  })

  test('on the second screen while that is there', () => {
    const second = { x: 1920, y: 0, width: 1920, height: 1040 }
    expect(openingPlace({ ...saved, x: 2500 }, [screen, second]).bounds.x).toBe(2500)
  })

  test('never smaller than its content needs', () => {
    expect(openingPlace({ ...saved, width: 10, height: 10 }, [screen]).bounds).toMatchObject({
      width: 900,
      height: 600,
    })
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":2}',
    '{"version":1,"x":"0"}',
    JSON.stringify({ ...saved, width: 1e9 }),
  ])('a damaged file only means the usual place: %s', (text) => {
    expect(parsePlace(text)).toBeNull()
  })

  test('what was written is read back', () => {
    expect(parsePlace(JSON.stringify(saved))).toEqual(saved)
  })
})

describe('when the page’s process dies', () => {
  test('it is loaded again the first time', () => {
    expect(afterCrash('crashed', 1_000, null)).toBe('reload')
    expect(afterCrash('oom', 1_000_000, 1_000)).toBe('reload')
  })

  test('twice in a minute it is shown, not repeated', () => {
    expect(afterCrash('crashed', 30_000, 1_000)).toBe('give-up')
  })

  test('a page that ended in order is left alone', () => {
    expect(afterCrash('clean-exit', 1_000, null)).toBe('ignore')
  })
})

describe('what the page may ask the system for', () => {
  test('to copy', () => {
    expect(isGranted('clipboard-sanitized-write')).toBe(true)
  })

  test.each([
    'local-network',
    'loopback-network',
    'usb',
    'serial',
    'hid',
    'media',
    'display-capture',
    'fullscreen',
    'openExternal',
    'clipboard-read',
  ])('and never for %s', (permission) => {
    expect(isGranted(permission)).toBe(false)
  })

  test.each(['', 'unknown', 'clipboard-sanitized-write ', 'toString', 'a-permission-of-next-year'])(
    'what nobody thought of is denied: %j',
    (permission) => {
      expect(isGranted(permission)).toBe(false)
    },
  )
})

test('a packaged program has no way to the developer tools in its menu', () => {
  const roles = (devTools: boolean) =>
    JSON.stringify(menuTemplate({ devTools, words: en.native.menu, command: () => undefined }))
  expect(roles(false)).not.toMatch(/toggleDevTools|reload/)
  expect(roles(true)).toContain('toggleDevTools')
})

test('what the menu offers leads to a place in the window, and the page answers the keys itself', () => {
  const chosen: string[] = []
  const menu = menuTemplate({
    devTools: false,
    words: en.native.menu,
    command: (command) => chosen.push(command),
  })
  const items = menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  for (const item of items) (item.click as (() => void) | undefined)?.()
  expect(chosen).toEqual([
    'new-setup',
    'import',
    'export',
    'invitation',
    'settings',
    'guide',
    'diagnose',
    'about',
  ])
  // A key that both answer would do it twice.
  expect(
    items
      .filter(({ accelerator }) => accelerator !== undefined)
      .map(({ accelerator, registerAccelerator }) => [accelerator, registerAccelerator]),
  ).toEqual([
    ['CmdOrCtrl+N', false],
    ['F1', false],
  ])
})

describe('a right click', () => {
  const flags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true }
  const roles = (clicked: { isEditable: boolean; selectionText: string }) =>
    contextMenuTemplate({ ...clicked, editFlags: flags }).flatMap(({ role }) => role ?? [])

  test('copies what is marked, and offers nothing where nothing is', () => {
    expect(roles({ isEditable: false, selectionText: '535 5.7.139' })).toEqual(['copy'])
    expect(roles({ isEditable: false, selectionText: ' \n' })).toEqual([])
  })

  test('in a field offers what the field can do just now', () => {
    expect(roles({ isEditable: true, selectionText: '' })).toEqual(['cut', 'copy', 'paste', 'selectAll'])
    const [cut] = contextMenuTemplate({
      isEditable: true,
      selectionText: '',
      editFlags: { ...flags, canCut: false },
    })
    expect(cut).toEqual({ role: 'cut', enabled: false })
  })
})
