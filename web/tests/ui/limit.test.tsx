import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it } from "vitest";
import { charactersIn, keepWithin, limited } from "~/ui/limit";

afterEach(cleanup);

it.each([
  ["", 0],
  ["Zoë", 3],
  ["😀😀", 2],
  ["👩‍🎓", 3],
  ["𝒳y", 2],
  ["\n", 1],
])("%j has %i characters", (text, count) => expect(charactersIn(text)).toBe(count));

it.each([
  // What stands there, where the caret is, and what is kept.
  ["30 emoji", "😀".repeat(30), 60, "😀".repeat(30)],
  ["51 emoji", "😀".repeat(51), 102, "😀".repeat(50)],
  ["50 letters", "a".repeat(50), 50, "a".repeat(50)],
  ["70 letters", "a".repeat(70), 70, "a".repeat(50)],
  ["two emoji before 49 letters", `😀😀${"a".repeat(49)}`, 4, `😀${"a".repeat(49)}`],
  ["a letter amid 50", `${"a".repeat(20)}b${"a".repeat(30)}`, 21, "a".repeat(50)],
])("of %s, 50 characters stay, and what stood there", (_, typed, caret, kept) => {
  const input = document.createElement("input");
  input.value = typed;
  input.setSelectionRange(caret, caret);
  keepWithin(input, 50);
  expect(input.value).toBe(kept);
  expect(input.selectionEnd).toBe(caret - (typed.length - kept.length));
});

function Name() {
  const [name, setName] = useState("");
  return (
    <>
      <input value={name} onChange={(event) => setName(event.target.value)} {...limited(30)} />
      <output>{name}</output>
    </>
  );
}

it("a name of 30 emoji can be typed, and no more, and React has what the field shows", () => {
  render(<Name />);
  const input = screen.getByRole<HTMLInputElement>("textbox");
  fireEvent.input(input, { target: { value: "😀".repeat(30) } });
  expect(screen.getByRole("status").textContent).toBe("😀".repeat(30));
  fireEvent.input(input, { target: { value: "😀".repeat(31) } });
  expect(input.value).toBe("😀".repeat(30));
  fireEvent.input(input, { target: { value: "a".repeat(45) } });
  expect(input.value).toBe("a".repeat(30));
  expect(screen.getByRole("status").textContent).toBe("a".repeat(30));
});

it("a word that is being composed is cut when it is there", () => {
  render(<Name />);
  const input = screen.getByRole<HTMLInputElement>("textbox");
  fireEvent.compositionStart(input);
  fireEvent.input(input, { target: { value: "語".repeat(32) }, isComposing: true });
  expect(input.value).toBe("語".repeat(32));
  fireEvent.compositionEnd(input);
  expect(input.value).toBe("語".repeat(30));
  expect(screen.getByRole("status").textContent).toBe("語".repeat(30));
});
