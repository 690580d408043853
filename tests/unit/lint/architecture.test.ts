/** A newcomer reads the map before the code: it has to be the one that the machine holds. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { mayImport } from '../../../tools/lint/layers.js'

const page = readFileSync(path.resolve(import.meta.dirname, '../../../ARCHITECTURE.md'), 'utf8')

/** Rows of the first table behind a heading, cell by cell, without its head. */
function tableBelow(heading: string): string[][] {
  const [, behind = ''] = page.split(`\n## ${heading}\n`)
  const rows = (behind.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

test('the table of layers is the table of the lint', () => {
  const told = Object.fromEntries(
    tableBelow('Layers').map(([name = '', , , may = '']) => [
      name.replaceAll('`', ''),
      may === 'nothing' ? [] : may.split(', ').sort(),
    ]),
  )
  const held = Object.fromEntries(
    Object.entries(mayImport)
      .filter(([layer]) => layer !== 'tests' && layer !== 'tools')
      .map(([layer, may]) => [layer, [...may].sort()]),
  )
  expect(told).toEqual(held)
})

test('every change that is made often has its files named, five at most', () => {
  const rows = tableBelow('Change → files')
  expect(rows.map(([change]) => change)).toEqual([
    'transport',
    'check',
    'language',
    'page',
    'call',
    'cause',
    'Exchange',
    'product',
  ])
  for (const [change = '', files = ''] of rows)
    expect(files.split(' · ').length, change).toBeLessThanOrEqual(5)
})
