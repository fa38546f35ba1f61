// Adds the reader's own time beside the time of an event, where the two differ, and what depends on
// the present moment: "in 3 days", "now", "ended", today's place in a calendar. The page itself
// holds only what is true at any time, so that one from a cache is right.

// Plain "en" is American to browsers; the page words its dates in international English.
const pageLanguage = document.documentElement.lang || undefined;
const language = pageLanguage === "en" ? "en-150" : pageLanguage;

function readerZone() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// "2027-05-03T15:00+02:00" says how far the event's clock is from UTC, in minutes.
function offsetOfEvent(iso) {
  const found = /([+-])(\d{2}):(\d{2})$/.exec(iso);
  if (!found) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === "-" ? -minutes : minutes;
}

function wordsFor(start, end, timeZone) {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  return end ? format.formatRange(start, end) : format.format(start);
}

function addReaderTime(element) {
  const start = new Date(element.dateTime);
  if (Number.isNaN(start.valueOf())) return;
  const isSameClock = offsetOfEvent(element.dateTime) === -start.getTimezoneOffset();
  if (isSameClock) return;
  const end = element.dataset.end ? new Date(element.dataset.end) : null;
  const zone = readerZone();
  const line = document.createElement("span");
  line.className = "events-when__reader";
  const words = document.createElement("bdi");
  words.textContent = `${wordsFor(start, end, zone)} (${zone})`;
  line.append(`${element.dataset.label} `, words);
  element.after(line);
}

document.querySelectorAll("time[data-event-time]").forEach(addReaderTime);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// What is farther away is better said by its date.
const MOST_DAYS = 30;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

function dayNumber(moment) {
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / DAY;
}

function wordsUntil(element, begins, now) {
  const left = begins - now;
  const hasHours = "eventTime" in element.dataset;
  if (hasHours && left < HOUR) return relative.format(Math.ceil(left / MINUTE), "minute");
  if (hasHours && left < DAY) return relative.format(Math.round(left / HOUR), "hour");
  // A day without hours is the same date for every reader.
  const first = hasHours ? dayNumber(begins) : Date.parse(element.dateTime.slice(0, 10)) / DAY;
  const days = Math.max(first - dayNumber(now), 0);
  return days > MOST_DAYS ? "" : relative.format(days, "day");
}

function wordsNow(element, now) {
  const begins = new Date(element.dataset.begins);
  if (now >= new Date(element.dataset.over)) return element.dataset.ended;
  return now < begins ? wordsUntil(element, begins, now) : element.dataset.now || "";
}

function showPresent(element, now) {
  let line = element.nextElementSibling;
  if (!line?.classList.contains("events-when__present")) {
    line = document.createElement("span");
    line.className = "events-when__present";
    element.after(line);
  }
  const words = wordsNow(element, now);
  if (line.textContent !== words) line.textContent = words;
}

function markToday(cell, now) {
  const isToday = Date.parse(cell.dateTime) / DAY === dayNumber(now);
  if (isToday) cell.parentElement.setAttribute("aria-current", "date");
  else cell.parentElement.removeAttribute("aria-current");
}

function refresh() {
  const now = new Date();
  document.querySelectorAll("time[data-begins]").forEach((each) => showPresent(each, now));
  document.querySelectorAll("time.events-day__date").forEach((each) => markToday(each, now));
}

// Events begin and end at full minutes; the clock is asked again each time.
function refreshEveryMinute() {
  refresh();
  setTimeout(refreshEveryMinute, MINUTE - (Date.now() % MINUTE));
}

refreshEveryMinute();
// A page that was asleep, or comes back from the browser's history.
document.addEventListener("visibilitychange", refresh);
window.addEventListener("pageshow", refresh);
