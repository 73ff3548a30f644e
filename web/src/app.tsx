import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import "./styles.css";
import { Texts } from "~/texts/Texts";
import { registerWorker } from "./frame/worker";
import { router } from "./routes";

/** Puts the app on the page; `main.ts` calls it when the first requests are on their way. */
export function render(): void {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <Suspense>
        <Texts>
          <RouterProvider router={router} />
        </Texts>
      </Suspense>
    </StrictMode>,
  );
  registerWorker();
}
