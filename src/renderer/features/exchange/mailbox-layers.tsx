/** One mailbox: every layer of Exchange that decides about it, what to change, and who read it when. */
import type { ExchangeMailboxView, ExchangeRow } from '../../../contract/exchange-views.schema.ts'
import type { ExchangeFinding } from '../../../domain/exchange/finding.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Detail, FactList, Part } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { StateIcon, StateWord } from '../../kit/state-icon.tsx'
import type { Tone } from '../../kit/tones.ts'
import { Address, Timestamp } from '../../kit/values.tsx'
import { CloseDetail } from './close-detail.tsx'
import { verdictTones } from './exchange-rows.ts'
import styles from './exchange.module.css'

interface MailboxLayersProps {
  readonly setup: string
  readonly row: ExchangeRow
  readonly onClose: () => void
}

type LayerLine = ExchangeMailboxView['layers'][number]
type Effect = LayerLine['findings'][number]['effect'] | 'good'

const tones = { blocks: 'bad', unknown: 'wait', note: 'off', good: 'good' } as const satisfies Record<
  Effect,
  Tone
>

export function MailboxLayers({ setup, row, onClose }: MailboxLayersProps) {
  const said = text.exchange
  const { value, error } = useSnapshot('exchange.mailbox', { setup, address: row.address })
  return (
    <Detail
      over={row.purpose === 'sender' ? said.sender : said.outsideKind}
      title={row.address}
      foot={<CloseDetail onClose={onClose} />}
    >
      <StateWord tone={verdictTones[row.state]} whole>
        {said.whole(row)}
      </StateWord>
      {row.signInAs !== row.address && <p className={styles.quiet}>{said.signsIn(row.signInAs)}</p>}
      {error !== undefined && <ErrorNote error={error} />}
      {value !== undefined && (
        <>
          <Part title={said.layers}>
            <ul className={styles.layers}>
              {value.layers.map((line) => (
                <Layer key={line.layer} line={line} />
              ))}
            </ul>
          </Part>
          <Part title={said.evidence}>
            <FactList>
              <div>
                <dt>{said.evidenceBy}</dt>
                <dd>
                  <Address>
                    {value.evidence.by === '' ? words.exchange.application : value.evidence.by}
                  </Address>
                </dd>
              </div>
              <div>
                <dt>{said.evidenceAt}</dt>
                <dd>
                  <Timestamp iso={value.evidence.at} full />
                </dd>
              </div>
              <div>
                <dt>{said.evidenceWith}</dt>
                <dd>{said.with(value.evidence.powershell, value.evidence.module)}</dd>
              </div>
            </FactList>
          </Part>
        </>
      )}
    </Detail>
  )
}

function Layer({ line: { layer, findings, ask } }: { readonly line: LayerLine }) {
  const said = text.exchange
  const effect: Effect =
    (['blocks', 'unknown', 'note'] as const).find((one) => findings.some((each) => each.effect === one)) ??
    'good'
  return (
    <li className={styles.layer} data-effect={effect}>
      <StateIcon tone={tones[effect]} />
      <div className={styles.layerBody}>
        <p>
          <strong>{said.layer(layer)}</strong>{' '}
          <span className={styles.effect} data-tone={tones[effect]}>
            {said.effects[effect]}
          </span>
        </p>
        {findings.map((finding) => (
          <p key={`${finding.code} ${JSON.stringify(finding.facts)}`}>
            {/* One code has one kind of facts; the contract cannot say which. */}
            {words.exchange.sayFinding(finding as unknown as ExchangeFinding, 'window')}
          </p>
        ))}
        {effect === 'unknown' && ask !== null && (
          <>
            <p>{said.ask}</p>
            <div className={styles.command}>
              <Address>{ask}</Address>
              <CopyButton value={ask} what={said.command} />
            </div>
          </>
        )}
      </div>
    </li>
  )
}
