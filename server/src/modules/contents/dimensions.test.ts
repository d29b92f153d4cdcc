import { expect, it } from "vitest";
import { runVisit } from "../../../test/fixtures/visit-run.ts";
import { dimensions } from "./dimensions.ts";

const url = "https://shop.example.com/";

it("stores what a content block says, and nothing for other actions", () => {
  const { actions } = runVisit(dimensions, [
    [0, { url }],
    [1, { url, c_n: "Hero banner", c_p: "/img/a.jpg", c_t: "https://shop.example.com/shop/" }],
    [2, { url, c_n: "Hero banner", c_p: "/img/a.jpg", c_i: "click" }],
  ]);
  expect(actions).toEqual([
    { content_name: "", content_piece: "", content_target: "", content_interaction: "" },
    { content_name: "Hero banner", content_piece: "/img/a.jpg", content_target: "https://shop.example.com/shop/", content_interaction: "" },
    { content_name: "Hero banner", content_piece: "/img/a.jpg", content_target: "", content_interaction: "click" },
  ]);
});

it("names its segments as clients do", () => {
  expect(dimensions.map(({ id }) => id)).toEqual(["contentName", "contentPiece", "contentTarget", "contentInteraction"]);
});
