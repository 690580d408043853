/**
 * What of a large report goes onto paper and onto the page. Ten thousand rows are more than a thousand sheets: a
 * browser needs minutes for them, and nobody turns them over. So what is cut shows whatever is not as planned row by
 * row, and of the others that they are; a file holds every row, and each cut says so.
 */
import type { Probe } from '../../domain/run/run.schema.ts'
import { endedAsExpected } from '../../domain/run/probe-outcome.ts'
import { markOf } from '../../domain/report/findings.ts'
import type { DocumentLanguage } from '../paper/document-language.ts'
import { markup, nothing, type Markup } from '../paper/markup.ts'
import type { ReportDocument } from './report-document.ts'

/** `paper`: printed. `window`: shown on the Report page. Both are shortened when they are long. */
export type Medium = 'file' | 'paper' | 'window'

/** A table may have so many rows: a browser prints a thousand in some seconds, and shows two hundred at once. */
const mostRows = { file: Infinity, paper: 1_000, window: 200 } as const
/** So many addresses stand in one paragraph: the browser finds places to break the page. */
const addressesTogether = 60

/** Whether this medium cannot hold all of the report. */
export function isCut({ probes, mailboxes }: Pick<ReportDocument, 'probes' | 'mailboxes'>, medium: Medium) {
  return Math.max(probes.length, mailboxes.length) > mostRows[medium]
}

interface Part<T> {
  readonly shown: readonly T[]
  /** What is said about the rest. */
  readonly left: Markup
}

/** The first of a list that have room, and the words for the others. */
export function roomFor<T>(all: readonly T[], medium: Medium, { words }: DocumentLanguage): Part<T> {
  const most = mostRows[medium]
  if (all.length <= most) return { shown: all, left: nothing }
  return {
    shown: all.slice(0, most),
    left: markup`<p class="soft">${words.report.cut.others(all.length - most)}</p>`,
  }
}

/** The messages that get a row of their own. */
export function messagesFor(
  sent: readonly Probe[],
  medium: Medium,
  { words }: DocumentLanguage,
): Part<Probe> {
  const most = mostRows[medium]
  if (sent.length <= most) return { shown: sent, left: nothing }
  const shown = sent.filter((probe) => !endedAsExpected(probe)).slice(0, most)
  return {
    shown,
    left: markup`<p>${words.report.cut.messages(sent.length - shown.length, shown.length > 0)}</p>`,
  }
}

interface MatrixRows {
  readonly shown: ReportDocument['mailboxes']
  /** Those without a row: under which words, and their addresses. */
  readonly lists: readonly (readonly ['wrong' | 'untried' | 'good', readonly string[]])[]
}

/** The mailboxes that get a row of their own: all, or those with something that is not as planned. */
export function mailboxesFor(
  listed: ReportDocument['mailboxes'],
  byFrom: ReadonlyMap<string, readonly Probe[]>,
  checks: number,
  medium: Medium,
): MatrixRows {
  const most = mostRows[medium]
  if (listed.length <= most) return { shown: listed, lists: [] }
  const shown: ReportDocument['mailboxes'] = []
  const lists = { wrong: [] as string[], untried: [] as string[], good: [] as string[] }
  for (const mailbox of listed) {
    const probes = byFrom.get(mailbox.address.toLowerCase()) ?? []
    if (probes.length === 0) lists.untried.push(mailbox.address)
    else if (probes.length >= checks && probes.every((probe) => markOf(probe) === 'good'))
      lists.good.push(mailbox.address)
    else if (shown.length < most) shown.push(mailbox)
    else lists.wrong.push(mailbox.address)
  }
  const names = ['wrong', 'untried', 'good'] as const
  return {
    shown,
    lists: names.map((name) => [name, lists[name]] as const).filter(([, all]) => all.length > 0),
  }
}

/** Addresses one after the other: a tenth of the pages, and of the work for the browser. */
export function* addressLists(lists: MatrixRows['lists'], { words }: DocumentLanguage): Generator<Markup> {
  const { cut } = words.report
  for (const [name, addresses] of lists) {
    yield markup`<h3>${cut.lists[name](addresses.length)}</h3><p class="soft">${cut.perMailbox}</p>`
    for (let at = 0; at < addresses.length; at += addressesTogether)
      yield markup`<p class="addresses">${addresses.slice(at, at + addressesTogether).join(', ')}</p>`
  }
}
