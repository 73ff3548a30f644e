export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

const CHOICE = "theme";

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(CHOICE);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

/** Keeps the choice for this browser, and shows it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(CHOICE, theme);
  applyTheme();
}

/** `light-dark()` in the tokens follows `color-scheme`. */
export function applyTheme(): void {
  const theme = chosenTheme();
  document.documentElement.style.colorScheme = theme === "system" ? "light dark" : theme;
}
