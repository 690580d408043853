/** Which PowerShell is started: one that is installed, never one that somebody put into the current folder. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findPowerShell } from '../../../src/main/adapters/powershell/find-powershell.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-find-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function program(...parts: readonly string[]): string {
  const file = path.join(folder, ...parts)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '')
  chmodSync(file, 0o700)
  return file
}
const pwsh = program('bin', 'pwsh')
const store = program('bin', 'pwsh.exe')
const seven = program('Program Files', 'PowerShell', '7', 'pwsh.exe')
const five = program('Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
const bin = path.dirname(pwsh)
const SystemRoot = path.join(folder, 'Windows')
const ProgramFiles = path.join(folder, 'Program Files')

describe('The PowerShell of this PC', () => {
  it.each([
    ['on the PATH', 'linux', { PATH: bin }, { kind: 'powershell-7', program: pwsh }],
    [
      'of Windows before the one on the PATH',
      'win32',
      { PATH: bin, ProgramFiles, SystemRoot },
      { kind: 'powershell-7', program: seven },
    ],
    ['from the Store', 'win32', { Path: bin, SystemRoot }, { kind: 'powershell-7', program: store }],
    [
      'that every Windows has',
      'win32',
      { PATH: '', SystemRoot },
      { kind: 'windows-powershell', program: five },
    ],
    [
      'that is named',
      'win32',
      { PATH: bin, SENDPROOF_POWERSHELL: five },
      { kind: 'windows-powershell', program: five },
    ],
    [
      'that is named and is not there: no other one',
      'linux',
      { PATH: bin, SENDPROOF_POWERSHELL: `${pwsh}-gone` },
      null,
    ],
    ['in the current folder: never', 'linux', { PATH: `.${path.delimiter}bin` }, null],
    ['that is a folder: never', 'linux', { PATH: folder, SENDPROOF_POWERSHELL: folder }, null],
    ['nowhere', 'linux', { PATH: path.join(folder, 'empty') }, null],
  ])('is the one %s', (_, platform, env, found) => {
    expect(findPowerShell({ platform, env })).toEqual(found)
  })
})
