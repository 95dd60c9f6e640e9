/** All commands by area of work, to look around in. */
import { useState } from 'preact/hooks'
import type { WorldCommand } from '../shapes.ts'
import { Dialog, hasPointer } from './dialog.tsx'

export function CommandPalette({ commands, onPick, onClose }: { commands: readonly WorldCommand[]; onPick(command: WorldCommand): void; onClose(): void }) {
  const [query, setQuery] = useState('')
  const word = query.trim().toLowerCase().replace(/^\//, '')
  const found = commands.filter(({ words, summary, area }) => [...words, summary, area].some((text) => text.includes(word)))
  const areas = [...new Set(found.map(({ area }) => area))]
  return (
    <Dialog title="全部指令" onClose={onClose} sort="tall">
      <label class="search">
        <span class="hidden">查找指令</span>
        <input autofocus={hasPointer()} value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} placeholder="查找：活动、rw、逾期…" />
      </label>
      <div class="palette scroll">
        {areas.map((area) => (
          <section key={area}>
            <h3>{area}</h3>
            <ul>
              {found.filter((command) => command.area === area).map((command) => (
                <li key={command.name}>
                  <button type="button" onClick={() => onPick(command)}><b>{command.name}</b><span>{command.summary}</span></button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {found.length === 0 && <p class="faint">没有这样的指令。直接把事情写出来发给团讯，也许它能猜到。</p>}
      </div>
    </Dialog>
  )
}
