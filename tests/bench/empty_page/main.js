// The least that React can show: what every client in React costs before it does anything.
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

function Page() {
  const [count, setCount] = useState(0);
  return createElement("button", { onClick: () => setCount(count + 1) }, `Pressed ${count} times`);
}

createRoot(document.getElementById("root")).render(createElement(Page));
