/** Causes and remedies as they hold in a cloud other than the worldwide one: its hosts, and its portals. */
import type { Cloud } from '../cloud/cloud.schema.ts'
import { portalIn } from '../recipe/portals.ts'
import type { Diagnosis, Remedy } from './diagnosis.schema.ts'

/** What the catalogue names, and where a cloud has it; null where the cloud does not say. */
function hostsOf(cloud: Cloud): readonly (readonly [worldwide: string, here: string | null])[] {
  const hostOf = (url: string | undefined) => (url === undefined ? null : new URL(url).host)
  return [
    ['smtp.office365.com', cloud.smtp.host],
    ['login.microsoftonline.com', hostOf(cloud.authority)],
    ['graph.microsoft.com', hostOf(cloud.graphResource)],
    ['outlook.office365.com', cloud.imap?.host ?? hostOf(cloud.appMailResource) ?? hostOf(cloud.ews)],
    ['outlook.office.com', hostOf(cloud.smtpResource)],
  ]
}

/**
 * The same diagnosis for a tenant of this cloud. A portal whose address nobody here knows is left out, and its path
 * stays. The practice tenant speaks as the worldwide cloud does: it rehearses that.
 */
export function inCloud(cloud: Cloud, diagnosis: Diagnosis): Diagnosis {
  if (cloud.kind === 'global' || cloud.kind === 'practice') return diagnosis
  const hosts = hostsOf(cloud)
  const say = (text: string): string =>
    hosts.reduce(
      (said, [worldwide, here]) =>
        here === null
          ? said
          : said.replaceAll(new RegExp(`(?<![\\w.-])${worldwide}(?![\\w-])`, 'g'), () => here),
      text,
    )
  const remedy = (one: Remedy): Remedy => ({
    ...one,
    text: say(one.text),
    portal: portalIn(cloud, one.portal).flatMap((part) => (typeof part === 'string' ? [say(part)] : [])),
    ...(one.command === undefined ? {} : { command: say(one.command) }),
    ...(one.check === undefined ? {} : { check: say(one.check) }),
  })
  return {
    candidates: diagnosis.candidates.map((candidate) => ({
      ...candidate,
      title: say(candidate.title),
      explanation: say(candidate.explanation),
      remedies: candidate.remedies.map(remedy),
    })),
    questions: diagnosis.questions.map(say),
    ...(diagnosis.asking === undefined
      ? {}
      : {
          asking: {
            ...diagnosis.asking,
            text: say(diagnosis.asking.text),
            choices: diagnosis.asking.choices.map((choice) => ({ ...choice, says: say(choice.says) })),
          },
        }),
  }
}
