/** The product's secret: copied without being shown, and every place where it has to be typed in. */
import { Button, Checkbox } from '@fluentui/react-components'
import type { FieldSheetView } from '../../../contract/views.schema.ts'
import { text } from '../../desk/words.ts'
import { Timestamp } from '../../kit/values.tsx'
import type { IsTyped } from './sheet-state.ts'
import { CopySecret, type SecretCopying } from '../../pieces/copy-secret.tsx'
import styles from './secret-card.module.css'
import productParts from './product.module.css'

interface SecretCardProps {
  readonly sheet: FieldSheetView
  readonly copying: SecretCopying
  readonly isTyped: IsTyped
  readonly onTick: (places: readonly string[], typed: boolean) => void
}

export function SecretCard({ sheet, copying, isTyped, onTick }: SecretCardProps) {
  const { secretPlaces: places, secret, credential } = sheet
  const typed = places.filter(isTyped).length
  // a program on a PC and a vendor's application have no credential of ours
  if (places.length === 0) return null
  const title = credential === 'secret' ? text.fieldSheet.secret : text.fieldSheet.certificate
  return (
    <section className={productParts.card} aria-label={title}>
      <header className={styles.cardHead}>
        <h2 className={productParts.cardTitle}>{title}</h2>
        {places.length > 0 && (
          <span className={productParts.count}>{text.fieldSheet.places(typed, places.length)}</span>
        )}
      </header>
      {credential === 'certificate' ? (
        <p className={productParts.quietText}>{text.fieldSheet.certificateHow}</p>
      ) : (
        <CopySecret secret={secret} copying={copying} />
      )}
      {places.length > 0 && (
        <>
          <h3 className={styles.cardPart}>{text.fieldSheet.placesTitle}</h3>
          <ul className={styles.places}>
            {places.map((one) => (
              <li key={one.place}>
                <Checkbox
                  aria-label={text.fieldSheet.placeTick(one.field, one.screen)}
                  checked={isTyped(one)}
                  onChange={(_, data) => onTick([one.place], data.checked === true)}
                />
                <div className={styles.placeText}>
                  <span dir="auto">
                    {one.screen} › {one.field}
                  </span>
                  {one.each !== null && (
                    <span className={productParts.note}>{text.fieldSheet.each(one.each)}</span>
                  )}
                  {one.ticked !== null && (
                    <span className={productParts.who}>
                      {text.fieldSheet.by(one.ticked.who)} <Timestamp iso={one.ticked.at} />
                    </span>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {typed > 0 && (
            <Button
              size="small"
              appearance="subtle"
              className={styles.renewed}
              onClick={() =>
                onTick(
                  places.map(({ place }) => place),
                  false,
                )
              }
            >
              {text.fieldSheet.renewed}
            </Button>
          )}
        </>
      )}
    </section>
  )
}
