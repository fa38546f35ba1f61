// What is shown is what the query string of the page says, so that it can be shared and gone back to.

import { LANGUAGES } from "./words.js";

/** Filters that are offered with counts. `words.js` has a heading for each. */
export const FACETS = ["attendance", "objective", "area"];

const FILTERS = ["q", "when", ...FACETS, "offset"];

/**
 * Reads a query string: the language, the key of an event ("" for the list), and the filters under
 * the names that the API gives them. What else is in it is left out.
 */
export function readAddress(search, otherLocale) {
  const asked = new URLSearchParams(search);
  return {
    locale: knownLanguage(asked.get("locale")) ?? knownLanguage(otherLocale) ?? "en",
    event: asked.get("event") ?? "",
    filters: filtersOf(asked),
  };
}

function knownLanguage(tag) {
  return Object.keys(LANGUAGES).find((known) => known.toLowerCase() === tag?.toLowerCase());
}

/** Those filters of a query string or form that are filled; a place in the list is a number. */
export function filtersOf(asked) {
  const place = /^[1-9]\d{0,8}$/;
  return new URLSearchParams([...asked].filter(([name, value]) => {
    return FILTERS.includes(name) && (name === "offset" ? place.test(value) : value);
  }));
}

/** The query string for a view, or for a view that differs in something. */
export function addressOf(view, changes = {}) {
  const { locale, event, filters } = { ...view, ...changes };
  const query = new URLSearchParams([["locale", locale], ...filters]);
  if (event) query.set("event", event);
  return `?${query}`;
}
