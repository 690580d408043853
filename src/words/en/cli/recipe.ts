/** Everything a recipe says, as text: for whoever writes one, and for answers given on the command line. */
import type { Question, Recipe, When } from '../../../domain/recipe/recipe.schema.ts'

export function recipeText(recipe: Recipe): string {
  return [
    `${recipe.name} (${recipe.vendor}), ${recipe.versions.join('; ')}`,
    recipe.summary,
    '',
    `Sends by ${recipe.sending.mode}: ${recipe.sending.why}`,
    ...recipe.sending.alternatives.map(({ mode, when, why }) => `Sends by ${mode}${onlyIf(when)}: ${why}`),
    ...chapter('Parts and releases', partLines(recipe)),
    ...chapter('Questions, for --answer ID=VALUE', recipe.questions.map(questionLine)),
    ...chapter('Registration', registrationLines(recipe)),
    ...chapter(
      'Permissions',
      recipe.permissions.map(
        ({ resource, kind, value, need, askedBy, why, when }) =>
          `${value} (${kind}, ${resource}; ${need}, asked for by ${askedBy})${onlyIf(when)}: ${why}`,
      ),
    ),
    ...chapter('Credential', [
      `${recipe.credential.kinds.join(' or ') || 'none'}: ${recipe.credential.why}`,
      ...recipe.credential.places.map(
        ({ screen, menu, field, each, when }) =>
          `${screen}: ${[...menu, field].join(' > ')}${each === undefined ? '' : `, ${each}`}${onlyIf(when)}`,
      ),
    ]),
    ...chapter('Rights in Exchange', rightsLines(recipe)),
    ...chapter(
      'Steps',
      recipe.steps.map(
        ({ id, stage, title, when }) => `${stage.padEnd(13)}${id.padEnd(24)}${title}${onlyIf(when)}`,
      ),
    ),
    ...chapter(
      'Screens of the product',
      recipe.product.screens.flatMap(({ title, menu, fields, when }) => [
        `${title} (${menu.join(' > ')})${onlyIf(when)}`,
        ...fields.map(
          ({ name, value, note, when: only }) =>
            `  ${name} = ${value}${onlyIf(only)}${note === undefined ? '' : `. ${note}`}`,
        ),
      ]),
    ),
    ...chapter('Verification', [
      `${recipe.verification.transport}: ${recipe.verification.perMailbox} ${recipe.verification.receipt}`,
      ...recipe.verification.probes.map(
        ({ kind, mailbox, expected, why, when }) =>
          `${kind} on ${mailbox}, to be ${expected}${onlyIf(when)}: ${why}`,
      ),
      `The product’s own test: ${recipe.product.builtInTest}`,
    ]),
    ...chapter(
      'Cautions',
      recipe.cautions.map(
        ({ title, text, severity, when }) => `${severity}: ${title}${onlyIf(when)}. ${text}`,
      ),
    ),
    ...chapter(
      'Sources',
      recipe.sources.map(({ title, link }) => (link === undefined ? title : `${title}, ${link}`)),
    ),
  ].join('\n')
}

function chapter(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

/** “ (only if parts is globe or synergy)”; nothing without a condition. */
function onlyIf(when: When | undefined): string {
  if (when === undefined) return ''
  const all = [when].flat().map(({ answer, is }) => `${answer} is ${[is].flat().map(String).join(' or ')}`)
  return ` (only if ${all.join(' and ')})`
}

function partLines({ parts }: Recipe): string[] {
  return parts.flatMap(({ name, what, versions, transport, when }) => [
    `${name}${onlyIf(when)}: ${what}${transport === undefined ? '' : ` Sends by ${transport}.`}`,
    ...versions.map(
      ({ release, since, note }) =>
        `  ${release}${since === undefined ? '' : ` from ${since}`}${note === undefined ? '' : ` (${note})`}`,
    ),
  ])
}

function questionLine(question: Question): string {
  const answers =
    question.type === 'choice' || question.type === 'choices'
      ? question.options.map(({ value, label }) => `${value} (${label})`).join(', ')
      : question.type === 'flag'
        ? 'true, false'
        : question.shape
  const usual = question.default === undefined ? '' : `; otherwise ${String(question.default)}`
  const help =
    question.help === undefined ? '' : `${/[?.]$/.test(question.label) ? '' : '.'} ${question.help}`
  return `${question.id}${onlyIf(question.when)}: ${question.label}${help} [${answers}${usual}]`
}

function registrationLines({ registration }: Recipe): string[] {
  const { displayName, audience, redirects, manualRedirects, implicit } = registration
  const boxes = [implicit.accessTokens ? 'Access tokens' : [], implicit.idTokens ? 'ID tokens' : []].flat()
  return [
    `${displayName}, ${audience}`,
    ...redirects.map(
      ({ platform, uri, purpose, why, when }) =>
        `${platform} ${uri} for the ${purpose}${onlyIf(when)}: ${why}`,
    ),
    ...manualRedirects.map(
      ({ platform, uri, need, instead, why, ask }) =>
        `the manual’s ${platform} ${uri} is ${need}${instead === undefined ? '' : `, at most ${instead}`}: ${why}${ask === undefined ? '' : ` Ask: ${ask}`}`,
    ),
    `boxes to tick: ${boxes.join(' and ') || 'none'}${onlyIf(implicit.when)}. Needed: ${implicit.needed}. ${implicit.why}${implicit.ask === undefined ? '' : ` Ask: ${implicit.ask}`}`,
  ]
}

function rightsLines({ smtpAuth, delegation, scoping }: Recipe): string[] {
  return [
    `Authenticated SMTP ${smtpAuth.needed ? 'on' : 'not needed'}${onlyIf(smtpAuth.when)}: ${smtpAuth.why}`,
    `own mailbox: ${delegation.own}`,
    `shared mailbox: ${delegation.shared}`,
    `group: ${delegation.group}`,
    ...delegation.cases
      .filter(({ rights }) => rights.length > 0)
      .map((one) => `${one.case} needs ${one.rights.join(' and ')}${onlyIf(one.when)}`),
    ...(scoping === undefined
      ? []
      : [
          `limit ${scoping.needed ? 'needed' : 'not needed'}, consent in Entra: ${scoping.entraConsent}. ${scoping.why}`,
          ...scoping.roles.map(
            ({ name, replaces, group, when }) =>
              `${name} within ${group ?? scoping.group ?? 'a group'} instead of ${replaces}${onlyIf(when)}`,
          ),
          ...scoping.cautions,
        ]),
  ]
}
