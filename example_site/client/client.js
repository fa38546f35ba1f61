// Shows the events of a site from its API alone: a list with filters, and each event in full.

import { addressOf, FACETS, filtersOf, readAddress } from "./address.js";
import { getEvent, listEvents, Refused } from "./api.js";
import { showEvent } from "./detail.js";
import { languageMenu, make } from "./elements.js";
import { showList } from "./list.js";
import { LANGUAGES, WORDS } from "./words.js";

const root = document.querySelector("main[data-api]");
const api = new URL(root.dataset.api, document.baseURI).href;
const ownLanguage = document.documentElement.lang;

const menu = make("div");
// It is there from the start: what is written into it later is read out without being focused.
const status = make("p", { class: "status", role: "status" });
const content = make("div", { class: "content" });
root.replaceChildren(menu, status, content);

let shown = null;
let asking = new AbortController();

function currentView() {
  return readAddress(location.search, ownLanguage);
}

function speak({ locale }) {
  document.documentElement.lang = locale;
  document.documentElement.dir = LANGUAGES[locale].direction;
}

async function show(view) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const words = WORDS[view.locale];
  speak(view);
  status.textContent = words.loading;
  content.setAttribute("aria-busy", "true");
  try {
    const { heading, message, nodes } = await nodesFor(view, words, signal);
    document.title = heading === words.events ? heading : `${heading} – ${words.events}`;
    replace(view, words, message, nodes);
  } catch (error) {
    if (!signal.aborted) replace(view, words, ...whatWentWrong(error, view, words));
  }
}

async function nodesFor(view, words, signal) {
  if (view.event) {
    return showEvent(await getEvent(api, view.locale, view.event, signal), view, words);
  }
  return showList(await listEvents(api, view.locale, view.filters, FACETS, signal), view, words);
}

function replace(view, words, message, nodes) {
  const focused = document.activeElement?.id;
  const open = [...content.querySelectorAll("details[open]")].map((details) => details.id);
  menu.replaceChildren(languageMenu(words, view.locale, (locale) => addressOf(view, { locale })));
  content.replaceChildren(...nodes);
  content.removeAttribute("aria-busy");
  status.textContent = message;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (shown) focusAgain(view, focused);
  shown = view;
}

// Who comes back from an event is at its place in the list; who has used something that is still
// there stays at it; all others begin at the heading.
function focusAgain(view, focused) {
  const left = !view.event && shown.event && document.getElementById(`event-${shown.event}`);
  const same = focused && document.getElementById(focused);
  (left || same || content.querySelector("h1"))?.focus();
}

function whatWentWrong(error, view, words) {
  const message = error instanceof Refused ? error.message : words.failed;
  const again = make("button", { type: "button", class: "button" }, words.again);
  again.addEventListener("click", () => show(view));
  const back = make("a", { href: addressOf(view, { event: "", filters: new URLSearchParams() }) }, words.allEvents);
  const heading = make("h1", { tabindex: "-1" }, words.events);
  document.title = words.events;
  return [message, [heading, make("p", {}, error instanceof Refused ? back : again)]];
}

function go(address) {
  history.pushState(null, "", address);
  show(currentView());
}

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='?']");
  const opensElsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || opensElsewhere) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});

root.addEventListener("submit", (event) => {
  event.preventDefault();
  go(addressOf(currentView(), { filters: filtersOf(new FormData(event.target)) }));
});

window.addEventListener("popstate", () => show(currentView()));

show(currentView());
