/** One field of a form, by its declared form. */
import { useId } from 'preact/hooks'
import type { World, WorldField } from '../shapes.ts'
import { hasPointer } from './dialog.tsx'
import { quickValues } from './hints.ts'

interface FormFieldProps {
  field: WorldField
  world: World
  value: string
  /** Whether it is the one to begin with. */
  first: boolean
  /** Whether it must be filled and is not. */
  lacking: boolean
  onChange(value: string): void
}

/** Names to choose from, for fields that name units or people. */
function namesFor(form: WorldField['form'], { units, people }: World): string[] {
  if (form === 'unit' || form === 'units') return form === 'units' ? ['全部街道', ...units] : units
  return form === 'person' || form === 'people' ? people.map(({ name }) => name) : []
}

export function FormField({ field, world, value, first, lacking, onChange }: FormFieldProps) {
  const { label, hint, form, options, required } = field
  const id = useId()
  const names = namesFor(form, world)
  const common = { id, autofocus: first && hasPointer(), name: label, value, 'aria-required': required, 'aria-invalid': lacking, placeholder: hint }
  const input = () => {
    if (form === 'longText' || form === 'lines') return <textarea {...common} rows={form === 'lines' ? 3 : 4} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
    if (form === 'choice') {
      return (
        <select {...common} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          <option value="">{required ? '请选择' : '不填'}</option>
          {options.map((option) => <option key={option} value={option}>{option}</option>)}
        </select>
      )
    }
    return <input {...common} inputMode={form === 'number' ? 'numeric' : undefined} autoComplete="off" list={names.length > 0 ? `${id}-names` : undefined} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
  }
  return (
    <div class={`field ${lacking ? 'lacking' : ''}`}>
      <label for={id}>{label}{required && <abbr title="必填">*</abbr>}</label>
      <div>
        {input()}
        {names.length > 0 && <datalist id={`${id}-names`}>{names.map((name) => <option key={name} value={name} />)}</datalist>}
        {quickValues[form] && <p class="quick">{quickValues[form].map((text) => <button key={text} type="button" class="chip" onClick={() => onChange(text)}>{text}</button>)}</p>}
      </div>
    </div>
  )
}
