/** What checking a report has found, for window and command line. */
import type { ReportCheckView, ReportDifference } from '../../contract/report-views.schema.ts'

type Part = Extract<ReportDifference, { code: 'part' }>['part']

const parts: Readonly<Record<Part, string>> = {
  setup: 'The product, tenant, cloud or practice mark',
  run: 'The run',
  verdict: 'The verdict',
  sentences: 'One of the three sentences at the top',
  'not-tried': 'What was not tried',
  steps: 'The list of steps',
  changes: 'What was changed in the tenant',
  credentials: 'A credential or its refusal',
  attachments: 'The attached files',
  imported: 'What is marked as imported',
  attempts: 'What the attempts prove',
  dates: 'The announced dates',
  manual: 'What is said about the manual',
}

export const reportCheckWords = {
  results: {
    unchanged: 'Unchanged since it was written.',
    changed: 'Changed.',
    'no-report': 'Cannot be checked.',
  } as const satisfies Record<ReportCheckView['result'], string>,
  why: {
    'not-a-report': 'This is not a report of Sendproof.',
    'no-fingerprint': 'This report has no fingerprint, so a change in it cannot be noticed.',
    'other-version':
      'Another version of Sendproof wrote this file, and only that version can make the same again to compare it. Check it there, or check the JSON of the same report here.',
    'cannot-check-kind':
      'A PDF or CSV file cannot be checked by itself. It contains the fingerprint of the report it shows: check the HTML or JSON with the same fingerprint.',
    bytes: 'The file does not fit its own fingerprint.',
    'data-missing': 'The report’s data is missing from the file.',
    layout:
      'The content fits its fingerprint, but the file is laid out differently: another program has saved it.',
    parts: 'Parts that every report has are missing or not as Sendproof writes them.',
    content: 'What the report says does not fit its fingerprint.',
    derived: 'What the report concludes does not follow from what it lists.',
    text: 'The page does not say what its own data says.',
    'not-as-here':
      'The file fits its fingerprints, but this PC has something else. Either the file was written anew, or the setup was changed here after the report.',
  } as const satisfies Record<NonNullable<ReportCheckView['why']>, string>,
  difference: (found: ReportDifference): string => {
    switch (found.code) {
      case 'journal':
        return `The journal of run ${found.run} is not the one this report was written from.`
      case 'attempt':
        return `The attempt from ${found.from} is not recorded as this report shows it.`
      case 'attempt-missing':
        return `An attempt from ${found.from} is recorded here and missing from this report.`
      case 'mailbox':
        return `The mailbox ${found.address} is not listed here as this report shows it.`
      case 'step':
        return `The step “${found.title}” is not recorded as this report shows it.`
      case 'part':
        return `${parts[found.part]} differs from what this PC would write.`
    }
  },
  store: {
    compared: 'Its run is on this PC and says the same.',
    partly: 'Only some of its runs were recorded on this PC; their journals and attempts are the same.',
    'not-here': 'Its run was not recorded on this PC, so the journal could not be compared.',
    'not-looked': '',
  } as const satisfies Record<ReportCheckView['store'], string>,
  about: (setup: string) => `Report of “${setup}”.`,
  aboutLine: (setup: string, at: string, verdict: string, digest: string) =>
    `Report of “${setup}” from ${at}: ${verdict}. Fingerprint ${digest}.`,
  notSigned: 'This does not tell who wrote it: nothing is signed.',
}
