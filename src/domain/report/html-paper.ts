/**
 * What of a large report goes onto paper. Ten thousand rows are more than a thousand pages: a browser needs minutes for
 * them, and nobody turns them over. So paper shows whatever is not as planned row by row, and of the others that they
 * are; as a file the report holds every row.
 */
import { endedAsExpected, type Probe } from '../run/run.ts'
import { escapeHtml } from '../text/escape.ts'
import { count } from './probe-words.ts'
import type { Report } from './report.ts'

/** `paper`: printed, and shortened when it is long. */
export type Medium = 'file' | 'paper'

/** A table may have so many rows on paper; a browser prints them in some seconds. */
const mostRows = 1_000
/** So many addresses stand in one paragraph: the browser finds places to break the page. */
const addressesTogether = 60

const elsewhere = 'in this report as HTML, CSV or JSON'

/** The first of a list that have room, and the words for the others. */
export function roomFor<T>(
  all: readonly T[],
  medium: Medium,
): { readonly shown: readonly T[]; readonly left: string } {
  if (medium === 'file' || all.length <= mostRows) return { shown: all, left: '' }
  const more = all.length - mostRows
  return {
    shown: all.slice(0, mostRows),
    left: `<p class="soft">The other ${more} stand ${elsewhere}.</p>`,
  }
}

/** The messages that get a row of their own. */
export function messagesFor(
  sent: readonly Probe[],
  medium: Medium,
): { readonly shown: readonly Probe[]; readonly left: string } {
  if (medium === 'file' || sent.length <= mostRows) return { shown: sent, left: '' }
  const shown = sent.filter((probe) => !endedAsExpected(probe)).slice(0, mostRows)
  return {
    shown,
    left: `<p>${count(sent.length - shown.length, 'message')} ${shown.length === 0 ? '' : 'more '}with their Message-ID, code and times stand ${elsewhere}.</p>`,
  }
}

export interface MatrixRows {
  readonly shown: Report['mailboxes']
  /** Those without a row: under which words, and their addresses. */
  readonly lists: readonly (readonly [string, readonly string[]])[]
}

/** The mailboxes that get a row of their own: all, or on paper those with something that is not as planned. */
export function mailboxesFor(
  listed: Report['mailboxes'],
  byFrom: ReadonlyMap<string, readonly Probe[]>,
  checks: number,
  medium: Medium,
): MatrixRows {
  if (medium === 'file' || listed.length <= mostRows) return { shown: listed, lists: [] }
  const shown: Report['mailboxes'] = []
  const good: string[] = []
  const untried: string[] = []
  const more: string[] = []
  for (const mailbox of listed) {
    const probes = byFrom.get(mailbox.address.toLowerCase()) ?? []
    if (probes.length === 0) untried.push(mailbox.address)
    else if (
      probes.length >= checks &&
      probes.every(endedAsExpected) &&
      probes.every(({ warning }) => !warning)
    )
      good.push(mailbox.address)
    else if (shown.length < mostRows) shown.push(mailbox)
    else more.push(mailbox.address)
  }
  const lists: (readonly [string, readonly string[]])[] = [
    ['Not as planned either', more],
    ['Nothing was tried', untried],
    ['Everything as planned', good],
  ]
  return { shown, lists: lists.filter(([, addresses]) => addresses.length > 0) }
}

/** Addresses one after the other: a tenth of the pages, and of the work for the browser. */
export function* addressLists(lists: MatrixRows['lists']): Generator<string> {
  for (const [words, addresses] of lists) {
    yield `<h3>${words}: ${count(addresses.length, 'mailbox')}</h3><p class="soft">What was tried from each of them, and what came of it, stands ${elsewhere}.</p>`
    for (let at = 0; at < addresses.length; at += addressesTogether)
      yield `<p class="addresses">${escapeHtml(addresses.slice(at, at + addressesTogether).join(', '))}</p>`
  }
}
