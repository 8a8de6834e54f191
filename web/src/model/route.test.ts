import { describe, expect, it } from "vitest";
import { linkTo, PLACES, placeOf, placesFor } from "./route";

describe("the address", () => {
  it("names each view, and is read back", () => {
    for (const place of PLACES) expect(placeOf(linkTo(place))).toBe(place);
  });

  it("is the home's where it names nothing that is known", () => {
    for (const fragment of ["", "#", "#/", "#/attic", "#token=abc"])
      expect(placeOf(fragment)).toBe("home");
  });

  it("shows the history to adults only", () => {
    expect(placesFor(true)).toContain("history");
    expect(placesFor(false)).not.toContain("history");
  });
});
