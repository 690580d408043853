/** The page for the person with a missing role, and the form they send back. */
import type { Role } from '../../domain/recipe/recipe-step.schema.ts'
import { minutes } from './counts.ts'
import { terms } from './terms.ts'
import { productAtStart } from './product-name.ts'

export const handoffWords = {
  title: (product: string, role: Role) => `${product}: steps for the ${terms.roleInSentence(role)}`,
  subtitle: (role: Role, tenant: string) => `Steps for the ${terms.roleInSentence(role)}, ${tenant}`,
  tenantNotNamed: 'tenant not named',
  rehearsal: 'Rehearsal.',
  rehearsalHow:
    'This setup uses the built-in practice tenant; nothing has to be done in a real organisation.',
  lead: (product: string, open: boolean) =>
    `${productAtStart(product)} is to send e-mail through Microsoft 365. ${
      open
        ? 'The steps below need your rights. Do them in order, tick each one off, note what you saw, and send the reply back as described at the end.'
        : 'All steps on this page are done; it is here for your records.'
    }`,
  workLabel: 'Work',
  toDo: (steps: number) => `of ${terms.steps(steps)} to do`,
  minutes,
  ofWork: 'of work',
  noWait: 'none',
  longestWait: 'longest wait for Microsoft',
  product: 'Product',
  tenant: 'Tenant',
  registration: 'Registration (client ID)',
  enterpriseApplication: 'Enterprise application (Object ID)',
  notKnown: 'not known yet',
  /** The folder keeps its name in every language. */
  leftovers: {
    title: 'Removing what the application leaves in Exchange',
    how: 'The folder remove-from-exchange holds a script and its plan. READ-ME.txt in it lists every change and says how to see them first. Run it only once the application is no longer used; the steps below set up what it removes.',
  },
  overview: 'At a glance',
  columns: { number: 'No.', step: 'Step', area: 'Area', work: 'Work', state: 'State' },
  waitingUntil: (time: string) => `Waiting for Microsoft until about ${time}.`,
  doFirst: (steps: readonly string[]) => `Do first: ${steps.join(', ')}.`,
  firstStep: (title: string) => `“${title}”`,
  firstStepOf: (title: string, role: keyof typeof terms.roles) => `“${title}” (${terms.roles[role]})`,
  effort: (work: number, wait: number) =>
    wait === 0
      ? `${minutes(work)} of work`
      : `${minutes(work)} of work, then up to ${minutes(wait)} until Microsoft has applied it`,
  why: 'Why:',
  where: 'Where:',
  after: 'Afterwards:',
  doneOn: 'Done on',
  whatISaw: 'What I saw',
  secret: (what: string) => `${what}: a secret, never on this page`,
  incomplete: 'not complete yet: what is shown between ‹ and › is still to be entered',
  back: 'What to send back',
  backHow: 'Choose what suits you; both say the same.',
  /** Shown where the page's script may run. */
  live: {
    done: (title: string) => `Done: ${title}`,
    state: 'Your reply',
    states: {
      '': 'Nothing to say yet',
      doing: terms.states.doing,
      done: terms.states.done,
      blocked: terms.states.blocked,
      'not-needed': terms.states['not-needed'],
    },
    noteOf: (title: string) => `What I saw: ${title}`,
    stateOf: (title: string) => `Your reply: ${title}`,
    how: 'Tick the steps you have done on this page, enter your name, and save the reply. Send the saved file back; the sender imports it into Sendproof. Nothing leaves this page by itself.',
    who: 'Your name',
    tenantId: 'Directory (tenant) ID',
    clientId: 'Application (client) ID',
    enterpriseObjectId: 'Object ID of the Enterprise application',
    save: 'Save reply',
    nameless: 'Enter your name first.',
    empty: 'Nothing is filled in yet. Tick a step, or enter an ID.',
    /** # stands for the number of steps. */
    saved: 'Saved as send-back.json in your downloads folder. Steps in it: #. Send this file back.',
    otherwise: 'Without the saved file, either of these says the same:',
  },
  tell: 'Just tell:',
  tellHow: 'write which steps are done and what you saw, on this page or in a message.',
  fillIn: 'Or fill in',
  fillInHow: (steps: number) =>
    `the file next to this page, with any text editor: your name in “who”, and for each of the ${terms.steps(steps)} a “state” (done, doing, blocked or not-needed) with a “note”. The sender imports it into Sendproof.`,
  now: 'Now',
  itsRegistration: 'the registration',
  later: 'Later, when the others have done their part',
  laterHow:
    'These steps cannot be done yet: someone else’s step comes in between, as each of them says. Send back what you have done up to here. You will get this page a second time when it is their turn.',
  laterMark: 'later',
  warned: 'Before you start',
  severity: { note: 'Note', warning: 'Caution', danger: 'Danger' },
  source: (source: string, on: string) => `${source}, looked up on ${on}`,
  objectId:
    'The Object ID of the Enterprise application (Entra ID > Enterprise apps > the app > Overview), if this page does not show it yet. It is not the Object ID of the app registration.',
  ids: 'The Directory (tenant) ID and the Application (client) ID from the Overview page of the registration, if this page does not show them yet.',
  never: 'Never send a client secret or a password back,',
  neverHow:
    'in neither form. Give a secret to the person who enters it into the product, over a channel made for secrets.',
  sign: (role: Role) => [`Name, ${terms.roles[role]}`, 'Date', 'Signature'],
  foot: (version: string, made: string, setup: string, product: string, revision: number) =>
    `Written by Sendproof ${version} on ${made}. Setup “${setup}”, product file ${product} revision ${revision}. This page holds no password and no secret.`,
  running: (setup: string, role: Role) => `${setup} - ${terms.roles[role]}`,
  /** Into the form itself, for who fills it in. */
  form: 'Write your name into "who". For each step you did, write "done" into "state" (or: doing, blocked, not-needed) and what you saw into "note". Leave "state" empty where there is nothing to say. Never write a password or a client secret into this file.',
}
