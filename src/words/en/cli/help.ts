/** What `help` prints: one summary a command. The usage lines are syntax and stay with the commands. */
export const help = {
  intro: 'Sendproof: from nothing to proven sends, without a window.',
  everywhere:
    'Every command takes --data DIR, --language CODE and, where it prints a result, --json.\nExit code: 0 good, 1 something failed verification, 2 wrong usage or input, 3 this PC cannot.',
  summaries: {
    demo: 'The whole job on a practice tenant: register, switch on, sign in, send, prove, report; once for each way the product can send.',
    practice: 'Serves a practice tenant on this PC until Ctrl+C; the first line printed is its endpoints.',
    'recipe list': 'The products this version knows.',
    'recipe show': 'What one recipe says: releases, how it sends, its steps.',
    'recipe others': 'What to know of printers, scanners and everything that still uses a password.',
    'recipe check': 'Reads a recipe file and says what is wrong with it.',
    'setup create': 'Starts one product in one tenant.',
    'setup list': 'All setups with their progress.',
    'setup status':
      'The checklist of a setup: what is done, what is next, who does it; with --left only what is left.',
    'setup change':
      'Changes the name, ids, recipient or answers of a setup; what is not named stays as it is. “recipe show” lists the answers.',
    'setup remove': 'Removes a setup and the sign-ins saved for it; nothing changes in the tenant.',
    'setup export':
      'Writes a setup with its history for another PC; no secrets, and password-protected when a password comes on standard input.',
    'setup import':
      'Imports an exported setup; one that is here already is joined with it, and every move stays.',
    'setup template': 'Writes answers and notes for the next customer, without anything that names this one.',
    'step show':
      'One step whole: the goal, the clicks in order, the values to enter, and where the vendor’s manual differs.',
    'step set': 'Moves a step of the checklist; its history is kept.',
    'step undo': 'Takes back the last move of a step, when a person made it; the history keeps both.',
    'step practise': 'Lets the practice administrator do steps in the practice tenant.',
    'step attach': 'Keeps a copy of a file as evidence of a step: 10 MB each, 50 MB a setup.',
    'step attachments': 'Attachments with size, hash, who and when.',
    'step attachment': 'Writes an attachment back to a file; six characters of its hash are enough.',
    audit:
      'Reads the app registration and its consent from the tenant and compares them with the product. Changes nothing in the tenant; the steps of the checklist follow what was read. Exit code: 0 everything matches, 1 something differs or could not be read, 3 nothing could be read.',
    plan: 'Shows what would have to change in the tenant, in order, and writes it to a file with --out. Changes nothing.',
    apply:
      'Carries out what plan shows, or the plan in a file: shows every change first, asks for the tenant’s name or --yes, and stops at the first failure. Run it again to continue. New credentials go straight to the keychain. Exit code: 0 done and everything matches, 1 it stopped, or something still differs or could not be read, 3 no sign-in.',
    revert:
      'Undoes what Sendproof changed in the tenant, newest first, and says what cannot be undone or was changed again since. --last undoes only the newest act, --decommission only the decommissioning: it restores what was deleted in the last 30 days.',
    'rollover start':
      'Adds a new credential beside the old one, saves it on this PC and proves it with a token. Shows it first and asks for the tenant’s name or --yes. Run it again to continue; it adds no second one unless --again is given. Exit code: 0 added and proven, 1 not proven yet or stopped, 3 no sign-in.',
    'rollover status':
      'Where a rollover stands and every place of the product that needs the new credential, numbered. No sign-in needed.',
    'rollover entered':
      'Records that the new credential is entered in these places of the product; --undo takes that back.',
    'rollover finish':
      'Removes the old credentials from the registration, once the new one is proven and entered everywhere. Says what the sign-in logs tell about the old one; --without-logs does not read them. --keep leaves a credential alone.',
    'decommission status':
      'Where decommissioning stands, who still signs in as far as the sign-in logs tell, and what is left in Exchange. Changes nothing.',
    'decommission deactivate':
      'Deactivates the application: no new tokens, everything is kept. Undone with revert --last.',
    'decommission revoke': 'Revokes every permission of the deactivated application.',
    'decommission delete':
      'Deletes the application when it is deactivated and has no permissions any more. It can be restored for 30 days with revert --decommission.',
    'admin remove':
      'Removes the registration “Sendproof administration” that signs the administrator in, named with --admin-client.',
    'exchange plan':
      'Writes a plan for the PowerShell scripts that read Exchange (--read) or set what is missing (--set), and prints how to run them. With --facts, a result that was read, only what is still missing is set. --remove with --facts takes out again what this setup asked for and the result shows. The script signs in in the browser; --device-code, --certificate and --partner-of plan another way. Changes nothing.',
    'exchange run':
      'Runs the scripts with the PowerShell of this PC and imports the result: --read (the default) reads, --preview shows what would be set, --set sets what the newest reading shows to be missing, --undo puts back the newest change or the one named, --finish completes a change that was interrupted. A change lists everything first and asks for the tenant’s name or --yes. The script signs in in the browser of this PC, with a code on another device (--device-code), as an application with its certificate (--certificate, --app-id, --organization), or as a partner of the customer named with --partner-of. Ctrl+C stops after the change it is at. Exit code: 0 all as needed, 1 something blocks, failed or cannot be told, 2 nothing was started, 3 this PC cannot.',
    'exchange undo':
      'Writes a plan that puts back what a result of Set-Exchange.ps1 says was changed, newest first, and prints how to run it. Changes nothing.',
    'exchange take':
      'Imports what a script wrote: says of each mailbox whether it can send and which layer blocks it. The file is kept as evidence and the steps of the checklist follow. Exit code: 0 all as needed, 1 something blocks or cannot be told, 2 the file cannot be used.',
    'admin consent':
      'Opens Microsoft’s consent page and waits for its answer, where apply may not grant consent: the page can take away grants that are not on its list. --link makes a link for an administrator elsewhere, --answer imports the address that their browser showed. Exit code: 0 consent was given, 2 or 3 it was not.',
    'entra take':
      'Imports what Set-Entra.ps1 wrote on someone else’s PC: says what each change did, keeps the file as evidence, and moves the steps as reported, not verified. Exit code: 0 everything is reported as planned, 1 something failed or was left, 2 the file cannot be used.',
    'entra undo':
      'Writes a plan that puts back what a result of Set-Entra.ps1 says was changed, newest first, and says how to hand it over. Changes nothing.',
    'preflight plan':
      'Writes the plan for Test-ProductServer.ps1, which tries from the product’s own server whether it gets through to Microsoft, and prints how to run it.',
    'preflight take':
      'Imports what Test-ProductServer.ps1 found and says what keeps the server from getting through. The file is kept as evidence, and the step moves as the script reported it. Exit code: 0 it gets through, 1 something is in the way, 2 the file cannot be used.',
    'admin script':
      'Prints the PowerShell lines that register “Sendproof administration” in the tenant, for signing an administrator in.',
    fieldsheet:
      'The product’s screens with menu path, field names and the values to type in; secrets are never filled in.',
    handoff:
      'Writes the pack for the person with a missing role: page, plan and the form to send back. With --plan, what plan --out wrote, the Entra administrator also gets the script that carries it out. With --leftovers, the Exchange administrator also gets scripts and plan that remove what the application leaves in Exchange, as it was last read.',
    accept: 'Imports the reply to a hand-over, in the name of who did it.',
    'mailbox import': 'Imports mailboxes, all or none; --practice takes those of the practice tenant.',
    'mailbox list': 'The mailboxes of a setup and who is signed in.',
    'mailbox recipient': 'Names the mailbox that verification messages are sent to.',
    'mailbox outside':
      'Names mailboxes that the application must not reach: each is tried and should be blocked.',
    'mailbox calendars': 'Names mailboxes whose calendar the product synchronises: EWS is tried there.',
    'mailbox authorise':
      'Signs mailboxes in, one after another; in a practice setup automatic sign-in answers unless --browser is given. --names-differ: also takes an account whose sign-in name is not the mailbox’s address, when Microsoft Entra gives that address as its e-mail.',
    'mailbox forget': 'Signs mailboxes out: removes the sign-ins saved for them; they stay in the list.',
    'mailbox password-reset':
      'After the password of ACCOUNT was reset: marks the mailboxes that are signed in as that account, shared ones included, and names them; “mailbox authorise --all” signs them in again.',
    'mailbox remove':
      'Removes mailboxes from the list, with their sign-ins; nothing changes in the mailboxes themselves.',
    'mailbox invite':
      'Writes an invitation for the owner of a mailbox, who signs in on a PC of their own; valid for 14 days.',
    'mailbox answer':
      'On the owner’s PC: says what the invitation asks for, signs the owner in, and encrypts the sign-in for the PC that invited. Nothing is saved here. Exit code: 0 the reply is written, 3 the sign-in did not succeed.',
    'mailbox take-in':
      'Opens the reply to an invitation, tries it with Microsoft Entra and saves the sign-in. Each reply can be used once.',
    'credential set':
      'Saves a client secret (read from standard input, never from the command line) or a certificate; it becomes the current one, older ones stay until they are removed.',
    'credential export':
      'Writes a certificate with its private key to a password-protected file, PFX or PEM, for a product that needs one. The password is read from standard input and has 12 characters or more. Only your account may read the file.',
    'credential list':
      'The credentials of a setup, the current one first, with their expiry date and when they were proven.',
    'credential forget':
      'Removes a credential from this PC; the first characters of its id are enough. Nothing changes in the tenant.',
    'credential prove': 'Asks for a token with the current credential, or the one named; sends nothing.',
    expiry:
      'Expiry dates of all credentials, until when sign-ins may stay unused, and the dates of Microsoft 365 that concern your setups, each with who says so; --ics writes a calendar with reminders. With NAME an administrator signs in and the dates of its registration are read from the tenant; with --tenant-wide those of every application, SAML signing certificates included. With --within the exit code is 1 when a credential or a sign-in expires in that time, has expired, or has no expiry date entered.',
    'expiry people':
      'Who is responsible for what expires in a setup; named by expiry and in the calendar. --set replaces the list (Kim Lee <kim@contoso.com>; Ops), --set "" empties it. Nothing is sent to them.',
    'verify code':
      'Takes the six characters from the subject of a verification mail as proof that it arrived, for the newest run or the one named.',
    'verify compare': 'What fails in the later of two runs and did not before, and what was fixed.',
    verify:
      'Tries what the recipe names from each mailbox and checks that it arrives; --wait waits for what may just need time, --resume resumes an interrupted run.',
    report:
      'Writes the report of the newest run. --check tells whether an HTML or JSON report was changed: 0 no, 1 yes, 2 it is none.',
    task: 'Writes a Task Scheduler file that verifies regularly; reports go to DIR, or beside FILE. Registers nothing.',
    support:
      'Packs versions, log, checklist, journal and transcripts into a zip without secrets; --show prints what is in it, --pseudonyms replaces addresses.',
    diagnose:
      'Names the likely causes of an error text; reads standard input when no text is given. --setup fills in its names. --lines: JSON lines in and out. --causes lists every cause, --cause prints the help about one.',
  },
} as const
