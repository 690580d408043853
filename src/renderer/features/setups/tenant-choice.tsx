/** Second question: rehearse in the practice tenant, or work in a real one. */
import { Checkbox, Field, Select, SpinButton } from '@fluentui/react-components'
import { Beaker24Regular, Building24Regular } from '@fluentui/react-icons'
import { setupIdFindings } from '../../../domain/recipe/answers.ts'
import { text } from '../../desk/words.ts'
import type { Problems } from '../../kit/forms.ts'
import { LintedInput, problem } from '../../kit/inputs.tsx'
import { faultsFor, mailboxCount, mostMailboxes, type NewSetup } from './new-setup.ts'
import newSetupParts from './new-setup.module.css'

interface TenantChoiceProps {
  readonly form: NewSetup
  readonly problems: Problems
  readonly onChange: (fields: Partial<Omit<NewSetup, 'step' | 'recipe'>>) => void
}

const clouds = ['global', 'gcc-high', 'dod', 'china'] as const

export function TenantChoice({ form, problems, onChange }: TenantChoiceProps) {
  return (
    <>
      <h2 className={newSetupParts.question} id="which-tenant">
        {text.newSetup.whichTenant}
      </h2>
      <div role="radiogroup" aria-labelledby="which-tenant" className={newSetupParts.tenants}>
        {(['practice', 'tenant'] as const).map((where) => (
          <label key={where} className={newSetupParts.product}>
            <input
              type="radio"
              name="where"
              value={where}
              checked={form.where === where}
              onChange={() => onChange({ where })}
            />
            <span className={newSetupParts.logo} data-kind={where} aria-hidden>
              {where === 'practice' ? <Beaker24Regular /> : <Building24Regular />}
            </span>
            <span className={newSetupParts.about}>
              <span className={newSetupParts.name}>{text.newSetup.where[where].name}</span>
              <span className={newSetupParts.summary}>{text.newSetup.where[where].about}</span>
            </span>
          </label>
        ))}
      </div>
      <div className={newSetupParts.fields}>
        {form.where === 'practice' ? (
          <>
            <Field
              label={text.newSetup.mailboxes}
              hint={text.newSetup.mailboxesHint}
              {...problem(problems['mailboxes'])}
            >
              <SpinButton
                incrementButton={{ 'aria-label': text.newSetup.oneMore }}
                decrementButton={{ 'aria-label': text.newSetup.oneLess }}
                className={newSetupParts.short}
                value={mailboxCount(form.mailboxes)}
                displayValue={form.mailboxes}
                min={1}
                max={mostMailboxes}
                onChange={(_, data) =>
                  // Spun, or typed: what is typed is kept as it is, right or wrong.
                  onChange({ mailboxes: String(data.value ?? data.displayValue ?? '').slice(0, 20) })
                }
              />
            </Field>
            <Field hint={text.newSetup.preparedHint}>
              <Checkbox
                label={text.newSetup.prepared}
                checked={form.prepared}
                onChange={(_, data) => onChange({ prepared: data.checked === true })}
              />
            </Field>
            <Field label={text.newSetup.fault} hint={text.newSetup.faultHint}>
              <Select value={form.fault} onChange={(_, data) => onChange({ fault: data.value })}>
                <option value="">{text.newSetup.noFault}</option>
                {(form.recipe === null ? [] : faultsFor(form.recipe)).map((fault) => (
                  <option key={fault} value={fault}>
                    {text.newSetup.faults[fault]}
                  </option>
                ))}
              </Select>
            </Field>
          </>
        ) : (
          <>
            <Field label={text.newSetup.cloud} {...problem(problems['cloud'])}>
              <Select value={form.cloud} onChange={(_, data) => onChange({ cloud: data.value })}>
                {clouds.map((cloud) => (
                  <option key={cloud} value={cloud}>
                    {text.cloud[cloud]}
                  </option>
                ))}
              </Select>
            </Field>
            <LintedInput
              label={text.details.tenantId}
              hint={text.details.tenantHint}
              required
              value={form.tenantId}
              placeholder="contoso.onmicrosoft.com"
              maxLength={200}
              refused={problems['tenantId']}
              findings={setupIdFindings('tenant-id', form.tenantId, { clientId: form.clientId })}
              onChange={(tenantId) => onChange({ tenantId })}
            />
            <LintedInput
              label={text.details.clientId}
              hint={text.newSetup.clientLater}
              value={form.clientId}
              maxLength={100}
              refused={problems['clientId']}
              findings={setupIdFindings('client-id', form.clientId, { tenantId: form.tenantId })}
              onChange={(clientId) => onChange({ clientId })}
            />
          </>
        )}
      </div>
    </>
  )
}
