// The first script: it asks for what the first screen needs while React is still on its way.
import "./styles.css";
import { session } from "~/session/session";
import { loadTexts, preferredLanguage } from "~/texts/load";
import { applyTheme } from "~/ui/theme";

applyTheme();
session.start();
void loadTexts(preferredLanguage());
// Starting React takes the processor: the mark of index.html is painted first. A tab in the background
// paints nothing.
function painted(): Promise<void> {
  return new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: "paint", buffered: true });
    setTimeout(resolve, 500);
  });
}

void painted().then(() => import("./app"));
