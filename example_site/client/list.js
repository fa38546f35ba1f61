// The list of events with its filters.

import { addressOf, FACETS } from "./address.js";
import { EVENTS_AT_ONCE } from "./api.js";
import { linkTo, make, mark, spoken, textIn } from "./elements.js";

const PERIODS = ["upcoming", "ongoing", "past", "all"];

/** The screen for a list of events as the API has answered it. */
export function listScreen(answer, view, words) {
  const items = answer.items.map((event) => make("li", {}, card(event, view, words)));
  return {
    above: [make("h1", { tabindex: "-1" }, words.events), filterForm(answer.facets, view, words)],
    message: answer.count ? `${words.found} ${answer.count}` : words.none,
    below: answer.count ? [make("ul", { class: "cards" }, items), ...pages(answer.count, view, words)] : [],
  };
}

function card(event, view, words) {
  const { locale } = view;
  const link = { id: `event-${event.key}`, ...spoken(event.title, locale) };
  const title = linkTo(addressOf(view, { event: event.key }), link, event.title.text);
  const isPlanned = event.event_status.code === "scheduled";
  const isOpen = event.registration?.state?.code === "open";
  return make("article", { class: "card" },
    make("h2", {}, title),
    mark(event.title, words, locale),
    make("p", { class: "badges" },
      !isPlanned && make("strong", { class: "badge" }, event.event_status.label),
      event.when.state === "ongoing" && make("strong", { class: "badge" }, words.ongoing),
      isOpen && make("span", { class: "badge" }, event.registration.state.label)),
    make("p", { class: "when" }, event.when.text),
    make("p", { class: "soft" }, whereAndHow(event, locale)),
    textIn("p", event.summary, locale),
    event.organizers.length > 0 && make("p", { class: "soft" }, organizers(event, locale)));
}

function whereAndHow(event, locale) {
  const country = event.country && make("span", spoken(event.country, locale), event.country.label);
  const venue = event.venue && make("bdi", {}, event.venue);
  return separated([event.attendance_mode?.label, venue, country], " · ");
}

function organizers(event, locale) {
  return separated(event.organizers.map(({ name, acronym }) => {
    return acronym ? make("bdi", {}, acronym) : textIn("span", name, locale);
  }), " · ");
}

function separated(parts, separator) {
  return parts.filter(Boolean).flatMap((part, place) => (place ? [separator, part] : [part]));
}

function filterForm(facets, view, words) {
  const chosen = view.filters;
  const period = chosen.get("when") ?? "upcoming";
  return make("form", { role: "search", class: "filters", "aria-label": words.filters },
    make("input", { type: "hidden", name: "locale", value: view.locale }),
    make("div", { class: "fields" },
      field("q", words.search, make("input", {
        type: "search", id: "filter-q", name: "q", maxlength: "200", value: chosen.get("q") ?? "", dir: "auto",
      })),
      field("when", words.when, make("select", { id: "filter-when", name: "when" }, PERIODS.map((code) => {
        return make("option", { value: code, selected: code === period }, words[code]);
      })))),
    FACETS.filter((name) => facets[name]?.length).map((name) => facet(name, facets[name], view, words)),
    make("p", { class: "buttons" },
      make("button", { type: "submit", class: "button", id: "filter-show" }, words.show),
      chosen.size > 0 && linkTo(addressOf(view, { filters: new URLSearchParams() }), {}, words.clear)));
}

function field(name, label, control) {
  return make("div", { class: "field" }, make("label", { for: `filter-${name}` }, label), control);
}

function facet(name, values, { locale }, words) {
  const chosen = values.filter((value) => value.is_chosen).length;
  return make("details", { id: `facet-${name}`, open: chosen > 0 },
    make("summary", {}, words[name], chosen > 0 && ` (${chosen})`),
    make("fieldset", {},
      make("legend", {}, words[name]),
      values.map((value) => make("label", { class: "choice" },
        make("input", {
          type: "checkbox", id: `${name}-${value.code}`, name, value: value.code, checked: value.is_chosen,
        }),
        make("span", spoken(value, locale), value.label),
        make("bdi", { class: "soft" }, `(${value.count})`)))));
}

function pages(count, view, words) {
  const offset = Number(view.filters.get("offset") ?? 0);
  const to = (place, rel, label) => {
    const filters = new URLSearchParams(view.filters);
    filters.delete("offset");
    if (place > 0) filters.set("offset", place);
    return make("li", {}, linkTo(addressOf(view, { filters }), { rel, class: "button" }, label));
  };
  // Who has kept the address of a page that is no more goes back to the last one that there is.
  const last = Math.floor((count - 1) / EVENTS_AT_ONCE) * EVENTS_AT_ONCE;
  const ways = [
    offset > 0 && to(Math.min(offset - EVENTS_AT_ONCE, last), "prev", words.previous),
    offset + EVENTS_AT_ONCE < count && to(offset + EVENTS_AT_ONCE, "next", words.next),
  ].filter(Boolean);
  return ways.length ? [make("nav", { class: "pages", "aria-label": words.pages }, make("ul", {}, ways))] : [];
}
