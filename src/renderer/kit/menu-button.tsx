/** A button with a few more choices, on the browser's own popover: Escape and a click elsewhere close it. */
import { Button, type ButtonProps } from '@fluentui/react-components'
import { ChevronDown16Regular } from '@fluentui/react-icons'
import { useId, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { arrowKeys } from './choices.tsx'
import styles from './menu-button.module.css'

export interface MenuChoice {
  readonly key: string
  readonly label: string
  /** Said beside the label, quieter. */
  readonly more?: string
  readonly icon?: ReactNode
  readonly onChoose: () => void
}

interface MenuButtonProps {
  readonly choices: readonly MenuChoice[]
  readonly appearance?: NonNullable<ButtonProps['appearance']>
  readonly icon?: ReactElement
  readonly label: string
  /** Shows only the icon; the label is its name. */
  readonly iconOnly?: boolean
  readonly className?: string
  readonly size?: NonNullable<ButtonProps['size']>
}

export function MenuButton({
  choices,
  appearance = 'subtle',
  icon,
  label,
  iconOnly = false,
  className,
  size = 'medium',
}: MenuButtonProps) {
  const id = useId()
  const anchor = `--menu${id.replace(/[^a-z0-9]/gi, '')}`
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        appearance={appearance}
        size={size}
        {...(icon === undefined ? {} : { icon })}
        {...(className === undefined ? {} : { className })}
        style={{ anchorName: anchor }}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={iconOnly ? label : undefined}
      >
        {iconOnly ? null : (
          <>
            {label}
            <ChevronDown16Regular aria-hidden className={styles.chevron} />
          </>
        )}
      </Button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className={styles.menu}
        style={{ positionAnchor: anchor }}
        onKeyDown={(event) => {
          arrowKeys(event)
          if (event.key === 'Tab') menu.current?.hidePopover()
        }}
        onToggle={(event) => {
          const opened = event.newState === 'open'
          setOpen(opened)
          if (opened) menu.current?.querySelector<HTMLElement>('[data-item]')?.focus()
        }}
      >
        {choices.map((choice) => (
          <button
            key={choice.key}
            type="button"
            role="menuitem"
            data-item
            tabIndex={-1}
            className={styles.choice}
            onClick={() => {
              // Closing gives the focus back to the button, so that what is chosen may move it on.
              menu.current?.hidePopover()
              choice.onChoose()
            }}
          >
            {choice.icon}
            <span className={styles.label}>{choice.label}</span>
            {choice.more !== undefined && <span className={styles.more}>{choice.more}</span>}
          </button>
        ))}
      </div>
    </>
  )
}
