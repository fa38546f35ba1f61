// One event in full. What the answer leaves out is left out here.

import { addressOf } from "./address.js";
import { safeNodes } from "./content.js";
import { languageOf, linkTo, make, mark, spoken, textIn, webLink } from "./elements.js";
import { LANGUAGES } from "./words.js";

/** The screen for an event as the API has answered it. */
export function eventScreen(event, view, words) {
  const { locale } = view;
  const back = linkTo(addressOf(view, { event: "" }), { class: "back" }, words.allEvents);
  const below = [
    make("p", {}, back),
    make("article", { class: "event" },
      textIn("h1", event.title, locale, { tabindex: "-1" }),
      mark(event.title, words, locale),
      notice(event.status_notice, words, locale),
      picture(event.image, locale),
      textIn("p", event.summary, locale, { class: "summary" }),
      make("dl", { class: "facts" }, facts(event, view, words)),
      texts(event.content, words, locale),
      material(event.resources, words, locale),
      footnotes(event.footnotes, words, locale)),
  ];
  return { title: event.title.text, above: [], message: "", below };
}

function notice(found, words, locale) {
  return found && make("div", { class: "notice" },
    make("p", {}, make("strong", {}, found.headline)),
    note(found.reason, words, locale));
}

function note(text, words, locale) {
  return text && [textIn("p", text, locale), mark(text, words, locale)];
}

function picture(image, locale) {
  const file = image?.renditions?.card;
  if (!file) return null;
  const { url, width, height } = file;
  const alt = { alt: image.alt?.text ?? "", ...(image.alt && spoken(image.alt, locale)) };
  return make("img", { src: url, width, height, ...alt });
}

function facts(event, view, words) {
  const { locale } = view;
  const rows = [
    [words.when, when(event, words)],
    [words.attendance, event.attendance_mode?.label],
    [words.where, where(event, words, locale)],
    [words.organizers, list(event.organizers?.map((each) => organizer(each, words, locale)))],
    [words.partOf, list(event.part_of?.map((umbrella) => partOf(umbrella, view, words)))],
    [words.type, event.event_type && term(event.event_type, locale)],
    [words.objective, list(event.gcm_objectives?.map((each) => [`${each.code}. `, term(each, locale)]))],
    [words.area, list(event.areas?.map((each) => term(each, locale)))],
    [words.spoken, list(event.languages?.map(({ name, kind }) => `${name} (${kind.label})`))],
    [words.registration, registration(event, words, locale)],
    [words.accessibility, note(event.accessibility_note, words, locale)],
    [words.contact, event.contact_email && make("a", { href: `mailto:${event.contact_email}` }, event.contact_email)],
    [words.site, list(event.translations?.map((each) => translation(each, view)))],
  ];
  return rows.filter(([, value]) => hasSomething(value)).map(([name, value]) => {
    return make("div", {}, make("dt", {}, name), make("dd", {}, value));
  });
}

function hasSomething(value) {
  return Array.isArray(value) ? value.some(hasSomething) : Boolean(value);
}

function list(items) {
  const found = (items ?? []).filter(hasSomething);
  return found.length > 0 && make("ul", {}, found.map((item) => make("li", {}, item)));
}

function when(event, words) {
  const dates = event.dates?.map((date) => [
    date.when.text,
    date.status && date.status.code !== "scheduled" && make("strong", { class: "badge" }, date.status.label),
  ]);
  return [
    make("p", {}, event.when.text),
    list(dates),
    event.when.state === "ongoing" && make("p", {}, make("strong", { class: "badge" }, words.ongoing)),
    event.when.state === "past"
      ? make("p", { class: "soft" }, words.over)
      : event.links?.icalendar && make("p", {}, webLink(event.links.icalendar, words.calendar)),
  ];
}

function where(event, words, locale) {
  return [
    event.venue && make("p", {}, make("bdi", {}, event.venue)),
    event.country && make("p", {}, term(event.country, locale)),
    note(event.location_note, words, locale),
    event.livestream_url && make("p", {}, webLink(event.livestream_url, words.livestream)),
  ];
}

function term(found, locale) {
  return make("span", spoken(found, locale), found.label);
}

function organizer({ name, role }, words, locale) {
  return [textIn("span", name, locale), " ", role && `(${role.label})`, " ", mark(name, words, locale)];
}

function partOf({ key, title }, view, words) {
  const link = linkTo(addressOf(view, { event: key }), spoken(title, view.locale), title.text);
  return [link, " ", mark(title, words, view.locale)];
}

function registration({ registration: found, registration_note: words_of_it }, words, locale) {
  return [
    found?.state && make("p", {}, found.state.label),
    found?.deadline && make("p", {}, found.deadline),
    found?.url && make("p", {}, webLink(found.url, words.register)),
    note(words_of_it, words, locale),
  ];
}

// The page of the site itself, in each language in which somebody has written it.
function translation({ locale: tag, language, url, state }, view) {
  if (state === "fallback") return null;
  const { name = language, direction } = LANGUAGES[tag] ?? {};
  return make("a", { href: url, hreflang: tag, lang: tag, dir: direction, rel: "external" }, name);
}

function texts(content, words, locale) {
  return Object.values(content ?? {}).filter(Boolean).map((text) => [
    make("div", { class: "text", ...spoken(text, locale) }, safeNodes(text.html)),
    mark(text, words, locale),
  ]);
}

function material(resources, words, locale) {
  const items = resources?.map(({ title, url, kind, file_type: type }) => {
    const about = [kind?.label, type, languageOf(title, words, locale)].filter(Boolean).join(" · ");
    return [webLink(url, textIn("span", title, locale)), " ", make("small", { class: "mark" }, about)];
  });
  return items?.length > 0 && make("section", {}, make("h2", {}, words.material), list(items));
}

function footnotes(found, words, locale) {
  return found?.length > 0 && make("section", { class: "soft" },
    make("h2", {}, words.notes),
    found.map((text) => note(text, words, locale)));
}
