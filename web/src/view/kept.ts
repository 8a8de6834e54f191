// What the browser keeps for this person: language, look, area.

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`ondol.${name}`);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`ondol.${name}`, value);
  } catch {
    // A browser that keeps nothing still works; it only forgets.
  }
}
