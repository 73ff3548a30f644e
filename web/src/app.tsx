import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { Texts } from "~/texts/Texts";
import { registerWorker } from "./frame/worker";
import { router } from "./routes";

// Puts the app on the page; `main.ts` imports it when the first requests are on their way.
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
