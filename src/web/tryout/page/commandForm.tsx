/** A command to fill in; what it sends is a message like any other. */
import { useState } from 'preact/hooks'
import type { World, WorldCommand } from '../shapes.ts'
import { Dialog } from './dialog.tsx'
import { FormField } from './formField.tsx'
import { formText, missingIn } from './formText.ts'

interface CommandFormProps {
  command: WorldCommand
  world: World
  /** The quoted message: its number may stand for a field. */
  quote: string | undefined
  onSend(text: string): void
  onClose(): void
}

/** Longest text on a button. */
const room = 24
const brief = (text: string): string => (text.length > room ? `${text.slice(0, room)}…` : text)

export function CommandForm({ command, world, quote, onSend, onClose }: CommandFormProps) {
  const { name, summary, who, fields, examples } = command
  const [values, setValues] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  // With a quote the bot may know what is meant; it asks for what is missing.
  const missing = quote === undefined ? missingIn(command, values) : []
  const plain = fields.filter((field) => field.plain)
  const more = fields.filter((field) => !field.plain)
  // Examples that differ only in how they are written fill in the same.
  const shown = new Map(examples.filter((one) => Object.keys(one.values).length > 0).map((one) => [brief(Object.values(one.values).join(' ')), one.values]))
  const filled = more.some(({ label }) => values[label])
  const draw = (field: (typeof fields)[number], i: number) => (
    <FormField
      key={field.label} field={field} first={i === 0 && field.plain === plain.length > 0} world={world} value={values[field.label] ?? ''} lacking={tried && missing.includes(field.label)}
      onChange={(value) => setValues({ ...values, [field.label]: value })}
    />
  )
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length === 0) onSend(formText(command, values))
    else (event.currentTarget as HTMLFormElement).querySelector<HTMLElement>(`[name="${missing[0]}"]`)?.focus()
  }
  return (
    <Dialog title={`/${name}`} onClose={onClose}>
      <form class="form" onSubmit={submit} noValidate>
        <div class="form-body scroll">
          <p class="form-what">{summary}<span>谁可以用：{who}</span></p>
          {shown.size > 0 && (
            <div class="examples">
              <span>照着例子填：</span>
              {[...shown].map(([text, example]) => <button key={text} type="button" class="chip" onClick={() => setValues(example)}>{text}</button>)}
            </div>
          )}
          {plain.map(draw)}
          {more.length > 0 && (
            <details open={filled || plain.length === 0}>
              <summary>更多（{more.map(({ label }) => label).join('、')}）</summary>
              {more.map(draw)}
            </details>
          )}
        </div>
        <footer>
          <details class="preview">
            <summary>将发送的文字</summary>
            <pre>{formText(command, values)}</pre>
          </details>
          {tried && missing.length > 0 && <p class="lack" role="alert">还要填：{missing.join('、')}</p>}
          <button type="submit" class="primary">发送</button>
        </footer>
      </form>
    </Dialog>
  )
}
