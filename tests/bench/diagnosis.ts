/**
 * `npm run bench -- diagnosis`: how well the engine names causes, by surface and under disturbance, and on the collected
 * texts; what its confidence is worth; how fast it is. `--judge=NAME` adds a set that nobody reads: every run of it is
 * counted in docs/diagnosis.md.
 */
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts'
import {
  calibrationOf,
  catalogue,
  collected,
  corpus,
  disturbances,
  falseAlarmsOf,
  judge,
  judgingParts,
  learningParts,
  scoreOf,
  type Calibration,
  type Judged,
  type Score,
} from '../corpus/score.ts'
import { hostileTexts } from './hostile-texts.ts'

const known = catalogue()
const withHeld = process.argv.includes('--held')
const onlyHeld = process.argv.includes('--only-held')
const judging = judgingParts.filter((part) => process.argv.includes(`--judge=${part}`))
const texts = corpus().filter((one) => (onlyHeld ? one.held === true : withHeld || one.held !== true))

const percent = (part: number) => `${(part * 100).toFixed(1)} %`.padStart(9)
const row = (name: string, score: Score) =>
  `${name.padEnd(24)}${String(score.texts).padStart(6)}${percent(score.top1)}${percent(score.top3)}${percent(score.wrongButConfident)}${percent(score.saidUnknown)}`

const judged = texts.map((one) => judge(one, known))
console.log(`${''.padEnd(24)} texts    top-1    top-3  wrong≥.7 left open`)
console.log(row('all', scoreOf(judged)))
for (const surface of [...new Set(texts.map((one) => one.surface))].sort())
  console.log(row(surface, scoreOf(judged.filter((each) => each.one.surface === surface))))
if (!onlyHeld && !withHeld) print(judged)

console.log('\nDisturbed')
const disturbed: Judged[] = []
for (const [name, disturb] of Object.entries(disturbances)) {
  const results = texts.map((one) => judge(one, known, disturb(one.text)))
  disturbed.push(...results)
  console.log(row(name, scoreOf(results)))
  if (process.argv.includes('--all')) print(results)
}
console.log(row('all disturbances', scoreOf(disturbed)))

sideBySide()

const large = texts
  .map((one) => one.text)
  .join('\n')
  .repeat(2000)
  .slice(0, 5 * 1024 * 1024)
const started = process.cpuUsage()
diagnose(large, known)
console.log(`\n5 MB in ${Math.round(process.cpuUsage(started).user / 1000)} ms of processor time`)

const fiveMegabytes = 5 * 1024 * 1024
const slowest = Object.entries(hostileTexts)
  .map(([name, made]) => {
    const text = made(fiveMegabytes)
    const before = process.cpuUsage()
    diagnose(text, known)
    return { name, ms: Math.round(process.cpuUsage(before).user / 1000) }
  })
  .sort((a, b) => b.ms - a.ms)
console.log(`Hostile texts of 5 MB, ${slowest.length} kinds, the slowest by processor time:`)
for (const { name, ms } of slowest.slice(0, 5)) console.log(`  ${name}: ${ms} ms`)

/** The figures of docs/diagnosis.md. Texts that judge are counted and never printed. */
function sideBySide(): void {
  const columns = [...learningParts, ...judging].flatMap((part) => {
    const found = collected(part)
    return found === undefined ? [] : [{ part, judged: found.map((one) => judge(one, known)) }]
  })
  if (columns.length === 0) return
  const line = (name: string, value: (judged: readonly Judged[]) => string) => {
    console.log(`${name.padEnd(34)}${columns.map((one) => value(one.judged).padStart(16)).join('')}`)
  }
  console.log(`\n${'Collected'.padEnd(34)}${columns.map(({ part }) => part.padStart(16)).join('')}`)
  line('texts', (all) => String(all.length))
  line('top-1', (all) => percent(scoreOf(all).top1))
  line('top-3', (all) => percent(scoreOf(all).top3))
  line('wrong at 0.7 or more', (all) => percent(scoreOf(all).wrongButConfident))
  line('of ours, the right cause first', (all) => {
    const ours = all.filter((each) => each.one.unknown !== true)
    return ours.length === 0 ? '–' : `${ours.filter((each) => each.right).length} of ${ours.length}`
  })
  line('foreign texts', (all) => String(falseAlarmsOf(all).foreign))
  line('  a cause named at 0.5 or more', (all) => String(falseAlarmsOf(all).guessed))
  line('  a cause named at 0.7 or more', (all) => String(falseAlarmsOf(all).sure))
  for (const surface of [
    ...new Set(columns.flatMap((one) => one.judged.map((each) => each.one.surface))),
  ].sort())
    line(`top-1, ${surface}`, (all) => {
      const own = all.filter((each) => each.one.surface === surface)
      return `${percent(scoreOf(own).top1)} of ${String(own.length).padStart(3)}`
    })
  console.log('What a confidence is worth: said → right (texts)')
  for (const from of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    line(`${from.toFixed(1)} to ${(from + 0.1).toFixed(1)}`, (all) =>
      worth(calibrationOf(all, from, from === 0.9 ? 1.01 : from + 0.1)),
    )
  line('around 0.7 (0.6 to 0.8)', (all) => worth(calibrationOf(all, 0.6, 0.8)))
  line('around 0.9 (0.8 and more)', (all) => worth(calibrationOf(all, 0.8, 1.01)))
  if (process.argv.includes('--learn'))
    for (const { part, judged: learned } of columns)
      if (learningParts.some((one) => one === part)) print(learned)
}

function worth({ texts: count, stated, worth: right }: Calibration): string {
  return count === 0 ? '–' : `${stated.toFixed(2)} → ${right.toFixed(2)} (${count})`
}

function print(results: readonly Judged[]): void {
  for (const { one, right, wrongButConfident, answer } of results)
    if (!right)
      console.log(
        `  ${wrongButConfident ? '!!' : ' -'} ${one.id}: ${one.text.replace(/\s+/g, ' ').slice(0, 90)} | wanted ${one.expect?.join('/') ?? ''}${one.ask === true ? ' ask' : ''}${one.unknown === true ? 'unknown' : ''} | got ${answer.candidates
          .slice(0, 3)
          .map((candidate) => `${candidate.tag} ${candidate.confidence}`)
          .join(', ')} | ${answer.questions.length} questions`,
      )
}
