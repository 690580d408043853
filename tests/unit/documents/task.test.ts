/** A task that runs at night, alone: the wrong word in its file runs something else, or nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  commandLine,
  registerCommand,
  renderTaskXml,
  utf16,
  type TaskPlan,
} from '../../../src/documents/files/task-xml.ts'
import { parseDays } from '../../../src/domain/task-schedule/schedule.ts'
import { en } from '../../../src/words/en.ts'

const plan: TaskPlan = {
  setup: 'Contoso & Söhne <EAP>',
  program: ['C:\\Program Files\\Sendproof\\Sendproof.exe'],
  arguments: ['verify', '--report', 'C:\\Reports\\', '--', 'Contoso "A"'],
  at: '06:00',
  days: ['mon', 'thu'],
  user: 'CONTOSO\\jane',
  now: '2026-11-21T13:02:00.000Z',
}

/** The words as a Windows program gets them. @see CommandLineToArgvW */
function windowsWords(line: string): string[] {
  const words: string[] = []
  let word: string | null = null
  let quoted = false
  for (let at = 0; at < line.length;) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0
    const next = line[at + slashes]
    if (slashes > 0) {
      word = (word ?? '') + '\\'.repeat(next === '"' ? Math.floor(slashes / 2) : slashes)
      at += slashes
      if (next === '"' && slashes % 2 === 1) {
        word += '"'
        at += 1
      }
      continue
    }
    const character = line[at] ?? ''
    at += 1
    if (character === '"') {
      quoted = !quoted
      word ??= ''
    } else if (!quoted && (character === ' ' || character === '\t')) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + character
  }
  return word === null ? words : [...words, word]
}

const unescaped = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

describe('the file for Task Scheduler', () => {
  test('runs on the chosen days, as the person whose keychain it is', () => {
    const xml = renderTaskXml(plan, en)
    expect(xml).toContain('<StartBoundary>2026-11-21T06:00:00</StartBoundary>')
    expect(xml).toContain('<DaysOfWeek><Monday /><Thursday /></DaysOfWeek><WeeksInterval>1</WeeksInterval>')
    expect(xml).toContain('<UserId>CONTOSO\\jane</UserId>')
    expect(xml).toContain('<LogonType>InteractiveToken</LogonType>')
    expect(renderTaskXml({ ...plan, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] }, en)).toContain(
      '<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>',
    )
  })

  test('the program gets back every word, whatever the setup and folders are called', () => {
    const words = fc.array(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.string({ unit: fc.constantFrom('\\', '"', ' ', 'a', '<', '&'), minLength: 1 }),
      ),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(words, (list) => {
        expect(windowsWords(commandLine(['x', ...list]))).toEqual(['x', ...list])
      }),
    )
  })

  test('no name breaks out of its element', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (setup, word) => {
        const xml = renderTaskXml({ ...plan, setup, arguments: ['verify', '--', word] }, en)
        expect(xml.match(/<Exec>/g)).toHaveLength(1)
        const inside = /<Arguments>([^<]*)<\/Arguments>/.exec(xml)?.[1] ?? ''
        expect(inside).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#\d+;)/)
        if (!/[\u0000-\u001f\ufffe\uffff]/.test(word))
          expect(unescaped(inside)).toBe(commandLine(['verify', '--', word]))
      }),
    )
  })

  test('it is UTF-16 with a byte order mark, which schtasks expects', () => {
    const bytes = utf16('ä<')
    expect([...bytes]).toEqual([0xff, 0xfe, 0xe4, 0x00, 0x3c, 0x00])
  })

  test('the command to register it names a task that Windows takes', () => {
    expect(registerCommand('A: "B"', 'C:\\My tasks\\t.xml', en)).toBe(
      'schtasks /Create /TN "Sendproof\\Verify A- -B-" /XML "C:\\My tasks\\t.xml"',
    )
  })
})

test('no name of a setup runs a program in the shell it is pasted into', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const name = `Contoso $(Start-Process calc) \`whoami\` %PATH% ${text}`
      expect(registerCommand(name, 't.xml', en)).not.toMatch(/[$`%^&;]/)
    }),
  )
})

test('days are taken in any order, once, and a wrong one is named', () => {
  expect(parseDays('thu,mon, thu')).toEqual({ ok: true, value: ['mon', 'thu'] })
  expect(parseDays('daily')).toMatchObject({ ok: true, value: { length: 7 } })
  expect(parseDays('montag')).toMatchObject({ ok: false, error: { code: 'task-day-invalid', day: 'montag' } })
  expect(parseDays(' ')).toMatchObject({ ok: false, error: { code: 'task-days-missing' } })
})
