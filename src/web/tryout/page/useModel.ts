import { useEffect, useReducer } from 'preact/hooks'
import type { Model, State } from './model.ts'

/** The model's state; the view is drawn again when it changes. */
export function useModel(model: Model): State {
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => model.subscribe(() => redraw(undefined)), [model])
  return model.state()
}
