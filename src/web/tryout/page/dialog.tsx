import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Close } from './icons.tsx'

/** Whether there is a mouse: then the field to begin with has the focus at once; on a phone its keyboard would cover the rest. */
export const hasPointer = (): boolean => matchMedia('(hover: hover)').matches

/** A modal window, on a phone a sheet from below. The browser keeps the focus inside; Esc and a click beside it close it. */
export function Dialog({ title, onClose, children, sort = '' }: { title: string; onClose(): void; children: ComponentChildren; sort?: string }) {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    box.current?.showModal()
  }, [])
  return (
    <dialog
      ref={box}
      class={`dialog ${sort}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={({ target }) => target === box.current && onClose()}
    >
      <div class="dialog-box">
        <header>
          <h2 tabIndex={-1} autofocus={!hasPointer()}>{title}</h2>
          <button type="button" class="round" onClick={onClose} aria-label="关闭"><Close /></button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
