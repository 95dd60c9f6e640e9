/** Begins the page: fetches the world, restores who is speaking and where, draws. */
import { render } from 'preact'
import { App } from './app.tsx'
import { remembered } from './memory.ts'
import { createModel, stranger } from './model.ts'
import { getWorld } from './net.ts'

const root = document.getElementById('page') ?? document.body
const wide = matchMedia('(min-width: 720px)')

async function begin(): Promise<void> {
  const world = await getWorld()
  const model = createModel(world, () => wide.matches)
  const wanted = new URLSearchParams(location.search).get('as') ?? remembered<string | undefined>('me', undefined)
  const me = world.people.find(({ id }) => id === wanted) ?? (wanted ? stranger(wanted) : undefined)
  if (me) model.become(me)
  root.replaceChildren()
  render(<App model={model} />, root)
}

/** A server that is just starting is asked again. */
function tryToBegin(): void {
  begin().catch((error: Error) => {
    root.innerHTML = '<p class="starting" role="alert"></p>'
    root.firstElementChild?.append(`打不开：${error.message}。正在重试…`)
    setTimeout(tryToBegin, 2000)
  })
}

tryToBegin()
