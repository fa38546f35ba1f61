// Elements are made one by one: a text from the API is never read as HTML.

import { LANGUAGES, languageName } from "./words.js";

/** An element; children that are empty are left out, and so are attributes that are null or false. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** `lang` and `dir` for a text of the API; nothing where it is in the language of the page. */
export function spoken({ language, direction }, locale) {
  if (language === locale) return {};
  return language === "und" ? { lang: "", dir: "auto" } : { lang: language, dir: direction };
}

/** A text of the API in an element of its own. */
export function textIn(tag, text, locale, attributes = {}) {
  return text && make(tag, { ...attributes, ...spoken(text, locale) }, text.text);
}

/** The words that say in which language a text is, if it is another than was asked for. */
export function languageOf(text, words, locale) {
  return text?.is_fallback ? words.textIn.replace("{language}", languageName(text.language, locale)) : "";
}

/** The same in small print, to stand after the text. */
export function mark(text, words, locale) {
  const said = languageOf(text, words, locale);
  return said && make("small", { class: "mark" }, said);
}

/** A link to another view of this page. */
export function linkTo(address, attributes, ...children) {
  return make("a", { href: address, ...attributes }, ...children);
}

/** A link out of the page, if the address is one of the web; else nothing. */
export function webLink(address, ...children) {
  const isWeb = /^(https?:)?\/\//i.test(address ?? "");
  return isWeb && make("a", { href: address, rel: "noopener external" }, ...children);
}

/** The menu of languages: each by its own name, in the order of the United Nations. */
export function languageMenu(words, locale, addressIn) {
  const items = Object.entries(LANGUAGES).map(([tag, { name, direction }]) => {
    const attributes = { lang: tag, hreflang: tag, dir: direction, id: `language-${tag}` };
    const current = tag === locale && { "aria-current": "true" };
    return make("li", {}, linkTo(addressIn(tag), { ...attributes, ...current }, name));
  });
  return make("nav", { class: "languages", "aria-label": words.languages }, make("ul", {}, items));
}
