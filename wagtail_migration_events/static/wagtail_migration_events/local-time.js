// Adds the reader's own time beside the time of an event, where the two differ.

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
