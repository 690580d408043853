/** One screen of the product: its menu path in the product's words, and its fields. */
import { Button } from '@fluentui/react-components'
import { text } from '../../desk/words.ts'
import { Path } from '../../kit/values.tsx'
import { FieldRow, type SecretButton } from './field-row.tsx'
import { ManualRemarks } from './sheet-notes.tsx'
import { openPlaces, type IsTyped, type Screen } from './sheet-state.ts'
import styles from './screen-card.module.css'
import productParts from './product.module.css'

interface ScreenCardProps {
  readonly screen: Screen
  readonly level: 3 | 4
  readonly secret: SecretButton | null
  readonly isTyped: IsTyped
  readonly onTick: (places: readonly string[], typed: boolean) => void
}

export function ScreenCard({ screen, level, secret, isTyped, onTick }: ScreenCardProps) {
  const { title, menu, fields } = screen
  const Heading = `h${level}` as const
  const open = openPlaces(fields, isTyped)
  return (
    <section className={styles.screen} aria-label={title}>
      <header className={styles.screenHead}>
        <Heading className={styles.screenTitle} dir="auto">
          {title}
        </Heading>
        <span className={productParts.count}>
          {text.fieldSheet.typedIn(fields.filter(isTyped).length, fields.length)}
        </span>
        <Button
          size="small"
          appearance="subtle"
          aria-label={text.fieldSheet.tickAllOf(title)}
          disabledFocusable={open.length === 0}
          onClick={() => onTick(open, true)}
        >
          {text.fieldSheet.tickAll}
        </Button>
        <div className={styles.path}>
          <Path parts={menu} />
        </div>
      </header>
      {screen.manual.length > 0 && (
        <div className={styles.remarks}>
          <ManualRemarks notes={screen.manual} />
        </div>
      )}
      <ul className={styles.fields}>
        {fields.map((field) => (
          <FieldRow
            key={field.place}
            field={field}
            typed={isTyped(field)}
            screen={title}
            secret={secret}
            onTick={onTick}
          />
        ))}
      </ul>
    </section>
  )
}
