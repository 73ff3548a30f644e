// The first script: it asks for what the first screen needs while React is still on its way.
import "./styles.css";
import { session } from "~/session/session";
import { loadTexts, preferredLanguage } from "~/texts/load";
import { applyTheme } from "~/ui/theme";

applyTheme();
session.start();
void loadTexts(preferredLanguage());
void import("./app");
