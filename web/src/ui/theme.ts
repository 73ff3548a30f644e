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

/** `light-dark()` in the tokens follows `color-scheme`; the browser's own frame follows too. */
export function applyTheme(): void {
  const theme = chosenTheme();
  document.documentElement.style.colorScheme = theme === "system" ? "light dark" : theme;
  for (const frame of document.querySelectorAll<HTMLMetaElement>("meta[data-theme]")) {
    const own = frame.dataset.theme;
    if (theme === "system") frame.media = `(prefers-color-scheme: ${own})`;
    else frame.media = theme === own ? "all" : "not all";
  }
}
