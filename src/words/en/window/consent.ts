/** What the window says about consent on Microsoft's own page. */
export const consentText = {
  open: 'Consent on Microsoft’s page…',
  title: 'Consent on Microsoft’s page',
  why: 'Granting consent through Microsoft Graph only adds. Microsoft’s page can also take away: with application permissions it makes the grants equal to the registration’s list. So it is meant for tenants where Sendproof cannot sign in an administrator.',
  throughGraph:
    'Sendproof can sign in an administrator here. Use Repair on the Registration page if you can.',
  anyway: 'Use Microsoft’s page anyway',
  here: 'Open Microsoft’s page',
  hereHint: 'An administrator signs in at this PC. Sendproof waits for the answer, up to 10 minutes.',
  link: 'Link for someone else',
  linkHint: 'Copy it into a mail. What comes back, enter here as their answer.',
  answer: 'Enter their answer',
  answerHint: 'The address that their browser showed in the end. It begins with http://localhost.',
  noLink: 'No link is open. Make one first.',
  how: 'Who consents',
  waiting: 'Waiting for the answer of Microsoft’s page. If the browser has opened, sign in there.',
  cancel: 'Cancel',
  letter: 'Text for the administrator',
  letterName: 'text',
  linkName: 'link',
  copyHint: 'Valid for 30 days and for one answer. An earlier link no longer counts.',
  check: 'Check the answer',
  verify:
    'This is what came back from the page. Read the tenant on the Registration page to see what it really has.',
  moved: 'The step is done, as the consent page answered.',
  back: 'Back',
} as const
