/** What the browser remembers of this page; a browser that forbids it only forgets. */

const prefix = 'tuanxun.'

export function remembered<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(prefix + key)
    return text === null ? otherwise : (JSON.parse(text) as T)
  } catch {
    return otherwise
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value))
  } catch {
    // Full or forbidden.
  }
}
