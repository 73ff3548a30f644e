// For all tests: what a component leaves behind is taken away, and what a console complains of fails.
import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

let complaints: unknown[][] = [];

beforeEach(() => {
  complaints = [];
  for (const kind of ["error", "warn"] as const) {
    vi.spyOn(console, kind).mockImplementation((...said) => {
      complaints.push(said);
    });
  }
});

afterEach(() => {
  cleanup();
  expect(complaints, "the console complains").toEqual([]);
});
