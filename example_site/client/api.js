// What the client asks the API. See /api/events/docs for all that can be asked.

export const EVENTS_AT_ONCE = 10;

// Only what the list shows: the answer is smaller and faster.
const FIELDS_OF_LIST = [
  "title", "summary", "when", "event_status", "attendance_mode", "venue", "country", "organizers", "registration",
];

/** There is nothing that the public may see. */
export class Gone extends Error {}

/** What was asked for is wrong; the message says why, in the language that was asked for. */
export class Refused extends Error {}

/** A list of events: `filters` are the API's own parameters, with `offset`. */
export function listEvents(api, locale, filters, facets, signal) {
  const query = new URLSearchParams(filters);
  query.set("locale", locale);
  query.set("facets", facets.join());
  query.set("fields", FIELDS_OF_LIST.join());
  query.set("limit", EVENTS_AT_ONCE);
  return ask(api, query, signal);
}

/** All of one event. */
export function getEvent(api, locale, key, signal) {
  const address = new URL(`${encodeURIComponent(key)}/`, api);
  return ask(address, new URLSearchParams({ locale, renditions: "card" }), signal);
}

// No header and no cookie is sent along, so a browser need not ask another host for leave first.
async function ask(address, query, signal) {
  const response = await fetch(`${address}?${query}`, { credentials: "omit", signal });
  if (response.ok) return response.json();
  if (response.status === 404) throw new Gone();
  if (response.status !== 422) throw new Error(`${response.status} ${response.url}`);
  const { errors } = await response.json();
  throw new Refused(errors.map((error) => error.msg).join(" "));
}
