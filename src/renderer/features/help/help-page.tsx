/** Help without a network: the user guide, what is new, and what this program is. */
import changelog from '../../../../CHANGELOG.md?raw'
import guide from '../../../../docs/user-guide.md?raw'
import licence from '../../../../LICENSE?raw'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { helpParts, type HelpPart } from '../../data/location.ts'
import { text } from '../../desk/words.ts'
import { panelId, tabId, Tabs } from '../../kit/choices.tsx'
import { Page } from '../../pieces/page.tsx'
import { Guide } from './guide.tsx'
import styles from './help-page.module.css'

export function HelpPage({ part }: { readonly part: HelpPart }) {
  const { move } = useLocation()
  return (
    <Page title={text.frame.help}>
      <Tabs
        label={text.help.parts}
        chosen={part}
        onChoose={(chosen) => move({ type: 'help', part: chosen })}
        items={helpParts.map((key) => ({ key, label: text.help.partNames[key] }))}
      />
      <div role="tabpanel" id={panelId} aria-labelledby={tabId(part)} tabIndex={-1}>
        <PartOf part={part} />
      </div>
    </Page>
  )
}

function PartOf({ part }: { readonly part: HelpPart }) {
  switch (part) {
    case 'guide':
      return <Guide key={part} markdown={guide} contents />
    case 'changes':
      return <Guide key={part} markdown={changelog} />
    case 'about':
      return <About />
  }
}

function About() {
  const status = useSnapshot('app.status', null).value
  return (
    <section className={styles.about} aria-label={text.help.partNames.about}>
      <p className={styles.version}>
        {status === undefined ? text.product : `${text.product} ${status.version} · ${status.platform}`}
      </p>
      <p>{text.help.what}</p>
      <p>{text.help.updates}</p>
      <h2>{text.help.licence}</h2>
      <pre className={styles.licence} tabIndex={0} role="region" aria-label={text.help.licence}>
        {licence}
      </pre>
    </section>
  )
}
