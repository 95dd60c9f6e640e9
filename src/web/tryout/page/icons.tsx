/** Line icons, drawn here so that nothing is fetched. */
import type { ComponentChildren } from 'preact'

const icon = (children: ComponentChildren) => () => (
  <svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    {children}
  </svg>
)

export const Back = icon(<path d="M15 5l-7 7 7 7" />)
export const Close = icon(<path d="M6 6l12 12M18 6L6 18" />)
export const Send = icon(<path d="M4 12l16-7-6 16-3-7z" />)
export const Quote = icon(<path d="M9 8L4 12l5 4v-3c5 0 8 1 11 5-.5-6-4-9.500-11-9.800z" />)
export const Copy = icon(<><rect x="9" y="9" width="11" height="11" rx="2" /><path d="M5 15V5h10" /></>)
export const Commands = icon(<><rect x="4" y="4" width="6.500" height="6.500" rx="1.500" /><rect x="13.500" y="4" width="6.500" height="6.500" rx="1.500" /><rect x="4" y="13.500" width="6.500" height="6.500" rx="1.500" /><path d="M17 14v6M14 17h6" /></>)
export const Down = icon(<path d="M6 10l6 6 6-6" />)
export const Bot = () => (
  <svg viewBox="0 0 32 32" width="100%" height="100%" aria-hidden="true">
    <path d="M7 9.500h18v11.500H15l-4.500 4v-4H7z" fill="#fff" />
    <circle cx="12.500" cy="15.200" r="1.700" fill="#07a35a" />
    <circle cx="19.500" cy="15.200" r="1.700" fill="#07a35a" />
  </svg>
)
