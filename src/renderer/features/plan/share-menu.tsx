/** Everything that leaves this plan for somebody else, and what comes back, behind one button. */
import {
  ArrowDownload20Regular,
  ArrowExportLtr20Regular,
  DocumentCopy20Regular,
  PeopleSwap20Regular,
  Share20Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { AcceptedView } from '../../../contract/transfer-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { ExportDialog } from '../../pieces/export-dialog.tsx'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { CloseButton, Dialog } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { MenuButton } from '../../kit/menu-button.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { AcceptedDialog, HandOverDialog } from './hand-over-dialogs.tsx'

type Open =
  | { readonly dialog: 'none' }
  | { readonly dialog: 'export' }
  | { readonly dialog: 'hand-over' }
  | { readonly dialog: 'accepted'; readonly accepted: AcceptedView }
  | { readonly dialog: 'template'; readonly path: string }

export function ShareMenu({ view }: { readonly view: SetupView }) {
  const [open, setOpen] = useState<Open>({ dialog: 'none' })
  const action = useAction()
  const setup = view.id
  const close = () => setOpen({ dialog: 'none' })
  const takeIn = async () => {
    const reply = await action.run('handoff.accept', { setup })
    if (reply.ok && reply.value !== null) setOpen({ dialog: 'accepted', accepted: reply.value })
  }
  const saveTemplate = async () => {
    const reply = await action.run('template.save', { setup })
    if (reply.ok && reply.value.path !== null) setOpen({ dialog: 'template', path: reply.value.path })
  }
  return (
    <>
      <MenuButton
        label={text.plan.share}
        icon={<Share20Regular />}
        size="small"
        choices={[
          {
            key: 'hand-over',
            label: text.transfer.choices.handOver,
            icon: <PeopleSwap20Regular />,
            onChoose: () => setOpen({ dialog: 'hand-over' }),
          },
          {
            key: 'take-in',
            label: text.transfer.choices.takeIn,
            icon: <ArrowDownload20Regular />,
            onChoose: () => void takeIn(),
          },
          {
            key: 'export',
            label: text.transfer.choices.export,
            icon: <ArrowExportLtr20Regular />,
            onChoose: () => setOpen({ dialog: 'export' }),
          },
          {
            key: 'template',
            label: text.transfer.choices.template,
            icon: <DocumentCopy20Regular />,
            onChoose: () => void saveTemplate(),
          },
        ]}
      />
      {action.error !== null && (
        <Dialog
          alert
          title={text.plan.share}
          onClose={action.clear}
          actions={<CloseButton onClose={action.clear} />}
        >
          <ErrorNote error={action.error} />
        </Dialog>
      )}
      {open.dialog === 'export' && <ExportDialog setup={setup} onClose={close} />}
      {open.dialog === 'hand-over' && (
        <HandOverDialog setup={setup} steps={view.checklist.steps} onClose={close} />
      )}
      {open.dialog === 'accepted' && <AcceptedDialog accepted={open.accepted} onClose={close} />}
      {open.dialog === 'template' && (
        <Dialog
          title={text.transfer.choices.template.replace('…', '')}
          onClose={close}
          actions={<CloseButton onClose={close} />}
        >
          <SavedNote path={open.path} />
          <p>{text.transfer.template.saved}</p>
        </Dialog>
      )}
    </>
  )
}
