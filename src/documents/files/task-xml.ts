/**
 * The scheduled task that repeats a verification, as Windows Task Scheduler reads it.
 * @see https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
 */
import { weekdays, type Weekday } from '../../domain/task-schedule/schedule.ts'
import { commandWord } from '../../domain/text/command-word.ts'
import { oneLine } from '../../domain/text/escape.ts'
import type { Words } from '../../words/words.ts'

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

export interface TaskPlan {
  readonly setup: string
  /** The program and what always follows it. */
  readonly program: readonly string[]
  readonly arguments: readonly string[]
  /** `HH:MM`, local time. */
  readonly at: string
  /** All seven make a daily task. */
  readonly days: readonly Weekday[]
  /** Account name; DOMAIN\\name where there is a domain. */
  readonly user: string
  /** ISO time. */
  readonly now: string
}

/**
 * Task Scheduler refuses some of these in a name; the others a shell would obey in the line that registers the task:
 * PowerShell expands `$` and the backtick within double quotes, cmd the percent sign, the caret and the ampersand.
 */
export function taskName(setup: string, words: Words): string {
  const plain = oneLine(setup)
    .replace(/[\\/:*?"<>|$`%^&;'’‘“”!]/g, '-')
    .slice(0, 100)
  return `Sendproof\\${words.tasks.name(plain)}`
}

/**
 * InteractiveToken: the task runs as this person while they are signed in. Their secrets are in their own keychain;
 * a task that runs without a sign-in could not open it.
 */
export function renderTaskXml(plan: TaskPlan, words: Words): string {
  const [program = '', ...before] = plan.program
  const daily = weekdays.every((day) => plan.days.includes(day))
  const schedule = daily
    ? '<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>'
    : `<ScheduleByWeek><DaysOfWeek>${weekdays
        .filter((day) => plan.days.includes(day))
        .map((day) => `<${dayNames[day]} />`)
        .join('')}</DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>`
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Date>${escapeXml(plan.now.slice(0, 19))}</Date>
    <Author>${escapeXml(plan.user)}</Author>
    <Description>${escapeXml(words.tasks.description(oneLine(plan.setup)))}</Description>
    <URI>\\${escapeXml(taskName(plan.setup, words))}</URI>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>${escapeXml(plan.now.slice(0, 10))}T${escapeXml(plan.at)}:00</StartBoundary>
      <Enabled>true</Enabled>
      ${schedule}
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${escapeXml(plan.user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT4H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escapeXml(program)}</Command>
      <Arguments>${escapeXml(commandLine([...before, ...plan.arguments]))}</Arguments>
    </Exec>
  </Actions>
</Task>
`.replaceAll('\n', '\r\n')
}

/** UTF-16 with a byte order mark, little end first: the only way schtasks takes every name. */
export function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, true)
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + at * 2, text.charCodeAt(at), true)
  return bytes
}

/**
 * Words as one Windows command line, so that the program finds the same words again.
 * @see https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */
export function commandLine(words: readonly string[]): string {
  return words
    .map((word) =>
      /^[^\s"]+$/.test(word) ? word : `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`,
    )
    .join(' ')
}

/** The command that registers the file, for the same person: nobody else’s keychain holds the secrets. */
export function registerCommand(setup: string, file: string, words: Words): string {
  return `schtasks /Create /TN ${commandWord(taskName(setup, words))} /XML ${commandWord(file, 'FILE')}`
}

/** What XML 1.0 cannot hold at all becomes a question mark. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\r\n\t]/g, (blank) => `&#${blank.charCodeAt(0)};`)
}
