/** What the page knows and what it can do; the views only show it. */
import type { ShownLine, World, WorldPerson } from '../shapes.ts'
import { remembered, remember } from './memory.ts'
import { getLines, getWorld, groupPlace, listen, privatePlace } from './net.ts'
import { createOutgoing, type Pending } from './outgoing.ts'

export interface State {
  world: World
  /** Who is typing; undefined until chosen. */
  me: WorldPerson | undefined
  /** The open chat; undefined on a phone while the list is shown. */
  place: string | undefined
  lines: Record<string, ShownLine[]>
  /** Last seq seen by `me`, by place. */
  read: Record<string, number>
  pending: Pending[]
  /** Whether news arrives by itself. */
  live: boolean
}

export interface Model {
  state(): State
  subscribe(listener: () => void): () => void
  /** Speak as somebody; opens a chat unless the screen is narrow. */
  become(me: WorldPerson): void
  open(place: string | undefined): void
  /** Marks the open chat as read up to a line. */
  seen(seq: number): void
  send(text: string, quote?: string): void
  retry(id: string): void
  /** Fetches people, groups and commands anew: somebody may have registered. */
  refreshWorld(): Promise<void>
  /** Drops a message that could not be sent. */
  drop(id: string): void
}

/** A person the directory does not know. */
export const stranger = (name: string): WorldPerson => ({ id: name, name, unit: '', title: '还没有登记', roles: [], groups: [] })

/** Chats of a person: first their own, then every other group. */
export function placesOf(world: World, me: WorldPerson): { own: string[]; other: string[] } {
  const others = world.groups.map(({ name }) => name).filter((name) => !me.groups.includes(name))
  return { own: [...me.groups.map(groupPlace), privatePlace(me.id)], other: others.map(groupPlace) }
}

/** Whether a line is by this person. */
export const isMine = (line: ShownLine, me: WorldPerson | undefined): boolean => !line.bot && line.sender === me?.id

/** Lines of a place that the person has not seen, and whether one of them mentions the person. */
export function unreadAt({ lines, read, me }: State, place: string): { count: number; mentioned: boolean } {
  const fresh = (lines[place] ?? []).filter((line) => line.seq > (read[place] ?? 0) && !isMine(line, me))
  return { count: fresh.length, mentioned: fresh.some((line) => me !== undefined && line.mentions.includes(me.name)) }
}

/** Starts the page's model. `wide` tells whether list and chat stand side by side. */
export function createModel(world: World, wide: () => boolean): Model {
  let state: State = { world, me: undefined, place: undefined, lines: {}, read: {}, pending: [], live: true }
  const listeners = new Set<() => void>()
  const set = (change: Partial<State>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  let connected = true
  const fetching = new Map<string, Promise<void>>()
  const fetchOnce = async (place: string) => {
    const after = state.lines[place]?.at(-1)?.seq ?? 0
    const news = await getLines(place, after)
    const known = state.lines[place] ?? []
    const last = known.at(-1)?.seq ?? 0
    set({ live: connected, lines: { ...state.lines, [place]: [...known, ...news.filter(({ seq }) => seq > last)] } })
  }
  /** Fetches what is new at a place, behind a fetch that is under way. */
  const refresh = (place: string): Promise<void> => {
    const next = (fetching.get(place) ?? Promise.resolve()).then(() => fetchOnce(place)).catch(() => set({ live: false }))
    fetching.set(place, next)
    return next
  }
  const places = () => {
    if (!state.me) return []
    const { own, other } = placesOf(state.world, state.me)
    return [...own, ...other]
  }
  const refreshAll = () => Promise.all(places().map(refresh))
  const outgoing = createOutgoing({ pending: () => state.pending, change: (pending) => set({ pending }), sent: refresh })

  listen(
    (place) => {
      if (place === undefined) void refreshAll()
      else if (places().includes(place)) void refresh(place)
    },
    (live) => {
      connected = live
      set({ live })
      if (!live) return
      void refreshAll()
      outgoing.retryAll()
    },
  )

  const readKey = (me: WorldPerson) => `read.${world.workspace}.${me.id}`
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    become(me) {
      const { own, other } = placesOf(state.world, me)
      const keep = state.place !== undefined && !state.place.startsWith('p:') && [...own, ...other].includes(state.place)
      const place = keep ? state.place : wide() ? own[0] : undefined
      set({ me, place, read: remembered<Record<string, number>>(readKey(me), {}) })
      remember('me', me.id)
      void refreshAll()
    },
    open: (place) => set({ place }),
    seen(seq) {
      const { me, place, read } = state
      if (!me || place === undefined || seq <= (read[place] ?? 0)) return
      const now = { ...read, [place]: seq }
      set({ read: now })
      remember(readKey(me), now)
    },
    send(text, quote) {
      const { me, place } = state
      if (me && place !== undefined) outgoing.add({ group: place.startsWith('g:') ? place.slice(2) : '', sender: me.id, text, quote }, place)
    },
    retry: outgoing.retry,
    async refreshWorld() {
      const fresh = await getWorld().catch(() => state.world)
      set({ world: fresh, me: fresh.people.find(({ id }) => id === state.me?.id) ?? state.me })
    },
    drop: outgoing.drop,
  }
}
