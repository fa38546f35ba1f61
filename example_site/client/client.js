// Shows the events of a site from its API alone: a list with filters, and each event in full.

import { addressOf, FACETS, filtersOf, readAddress } from "./address.js";
import { Gone, getEvent, listEvents, Refused } from "./api.js";
import { eventScreen } from "./detail.js";
import { languageMenu, linkTo, make } from "./elements.js";
import { listScreen } from "./list.js";
import { LANGUAGES, WORDS } from "./words.js";

const root = document.querySelector("main[data-api]");
const api = new URL(root.dataset.api, document.baseURI).href;
const ownLanguage = document.documentElement.lang;

const menu = make("div");
const top = make("div");
// It is there from the start: what is written into it later is read out without being focused.
const status = make("p", { class: "status", role: "status" });
const content = make("div");
root.replaceChildren(menu, top, status, content);

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
    replace(view, words, await screenFor(view, words, signal));
  } catch (error) {
    if (!signal.aborted) replace(view, words, screenForError(error, view, words));
  }
}

async function screenFor(view, words, signal) {
  if (view.event) {
    return eventScreen(await getEvent(api, view.locale, view.event, signal), view, words);
  }
  return listScreen(await listEvents(api, view.locale, view.filters, FACETS, signal), view, words);
}

// A screen has a title, what stands above the message, the message, and what stands below it.
function replace(view, words, screen) {
  const focused = document.activeElement?.id;
  const open = [...top.querySelectorAll("details[open]")].map((details) => details.id);
  document.title = [screen.title, words.events].filter(Boolean).join(" – ");
  menu.replaceChildren(languageMenu(words, view.locale, (locale) => addressOf(view, { locale })));
  top.replaceChildren(...screen.above);
  content.replaceChildren(...screen.below);
  content.removeAttribute("aria-busy");
  status.textContent = screen.message;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (shown) focusAgain(view, focused);
  shown = view;
}

// Who comes back from an event is at its place in the list; who has used something that is still
// there stays at it; all others begin at the heading.
function focusAgain(view, focused) {
  const left = !view.event && shown.event && document.getElementById(`event-${shown.event}`);
  const same = focused && document.getElementById(focused);
  (left || same || root.querySelector("h1"))?.focus();
}

function screenForError(error, view, words) {
  const above = [make("h1", { tabindex: "-1" }, words.events)];
  if (error instanceof Gone || error instanceof Refused) {
    const address = addressOf(view, { event: "", filters: new URLSearchParams() });
    const back = linkTo(address, {}, words.allEvents);
    return { above, message: error.message || words.gone, below: [make("p", {}, back)] };
  }
  const again = make("button", { type: "button", class: "button" }, words.again);
  again.addEventListener("click", () => show(view));
  return { above, message: words.failed, below: [make("p", {}, again)] };
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
